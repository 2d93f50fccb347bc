# language: fr
# ASFC, avis quotidiens et relevés de compte : transmission par EDI sur demande, du mardi au samedi après minuit
@edi
Fonctionnalité: Avis quotidiens et relevés de compte par EDI

  Contexte:
    Soit la date du 2024-11-08
    Et l’importateur Anne inscrit à la mainlevée avant paiement

  Exemple: Ce qui est inscrit un vendredi part le samedi
    Soit Anne demande les avis quotidiens et les relevés par EDI
    Et une déclaration d’Anne envoyée par EDI, acceptée pour 50,00 $
    Quand vient le 2024-11-16
    Alors Anne a reçu un avis quotidien le 2024-11-09 et rien d’autre

  Exemple: Le relevé part dès qu’il est établi
    Soit Anne demande les avis quotidiens et les relevés par EDI
    Et une déclaration d’Anne envoyée par EDI, acceptée pour 50,00 $
    Quand vient le 2024-11-26
    Alors Anne a reçu un relevé le 2024-11-25 de 50,00 $ à payer

  Exemple: Qui n’a rien demandé ne reçoit rien
    Soit une déclaration d’Anne envoyée par EDI, acceptée pour 50,00 $
    Quand vient le 2024-11-26
    Alors Anne n’a reçu ni avis ni relevé
