# language: fr
# ASFC, compensation; presse spécialisée (un crédit couvre chaque transaction choisie en entier)
@payments
Fonctionnalité: Le client dispose de son crédit

  Contexte:
    Soit la date du 2024-11-04
    Et l’importateur Anne inscrit à la mainlevée avant paiement
    Et une déclaration d’Anne pour des marchandises de 1 000,00 $
    Et Anne paie 70,00 $

  Exemple: Appliqué à une transaction choisie, avant son échéance
    Quand Anne applique son crédit à cette déclaration
    Alors Anne a un crédit de 20,00 $

  Exemple: Jamais en partie
    Étant donné une déclaration d’Anne pour des marchandises de 2 000,00 $
    Quand Anne applique son crédit à cette déclaration
    Alors le refus est CHOSEN_NOT_COVERED

  Exemple: Viré à un autre compte de l’entreprise
    Étant donné un second compte de programme d’Anne
    Quand Anne y vire 30,00 $ de crédit
    Alors Anne a un crédit de 40,00 $
    Et tous les invariants tiennent
