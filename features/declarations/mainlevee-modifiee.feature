# language: fr
# Avis des douanes 24-37 (modification A48), 25-23
@declarations
Fonctionnalité: Modifier une mainlevée avant la déclaration en détail

  Contexte:
    Étant donné l’importateur Anne inscrit à la mainlevée avant paiement
    Et l’importateur Boris inscrit à la mainlevée avant paiement

  Exemple: Les marchandises étaient celles d’un autre importateur
    Étant donné que des marchandises sont dédouanées au compte de Anne
    Quand l’agence porte la mainlevée au compte de Boris
    Et Boris déclare ces marchandises
    Alors Boris doit 50,00 $
    Et Anne doit 0,00 $

  Exemple: Un importateur sans mainlevée avant paiement ne les reçoit pas
    Étant donné que des marchandises sont dédouanées au compte de Anne
    Et l’importatrice Zoé sans mainlevée avant paiement
    Quand l’agence porte la mainlevée au compte de Zoé
    Alors le refus est NOT_ENROLLED_IN_RPP

  Exemple: Une fois la déclaration acceptée, il est trop tard
    Étant donné que des marchandises sont dédouanées au compte de Anne
    Et que Anne déclare ces marchandises
    Quand l’agence porte la mainlevée au compte de Boris
    Alors le refus est RELEASE_ACCOUNTED_FOR
