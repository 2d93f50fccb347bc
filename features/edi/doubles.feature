# language: fr
# ASFC, erreurs courantes des DDC (TCC24-144) : code 158; un numéro de transaction garde toutes ses versions (pcb.ca)
@edi
Fonctionnalité: Doubles reçus par EDI

  Contexte:
    Soit l’importateur Anne inscrit à la mainlevée avant paiement
    Et une déclaration d’Anne envoyée par EDI, acceptée pour 50,00 $

  Exemple: La même déclaration dans un autre interchange reçoit la première réponse
    Quand Anne renvoie la même déclaration par EDI
    Alors la réponse est celle d’un double, version 1
    Et Anne doit 50,00 $

  Exemple: Le même interchange deux fois ne fait rien deux fois
    Quand Anne renvoie le même interchange
    Alors elle reçoit exactement la première réponse
    Et Anne doit 50,00 $

  Exemple: Le même numéro avec un autre contenu est refusé
    Quand Anne envoie sous le même numéro une valeur de 2 000,00 $ par EDI
    Alors la réponse la rejette avec CAD-E100
    Et Anne doit 50,00 $

  Exemple: Une version qui n’existe pas est refusée
    Quand Anne modifie la version 3 à 2 000,00 $ par EDI
    Alors la réponse la rejette avec CAD-E100
