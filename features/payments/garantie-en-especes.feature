# language: fr
# Loi sur les douanes, art. 3.4; bulletin 5408 de la GCRA; avis des douanes 17-33
@payments @security
Fonctionnalité: La garantie en espèces passe par les voies de paiement

  Contexte:
    Étant donné la date du 2025-11-03
    Et l’importatrice Zoé sans mainlevée avant paiement

  Exemple: Une seule limite de carte pour les dettes et la garantie
    Étant donné que Zoé dépose 4 000,00 $ en garantie par carte de crédit
    Quand Zoé dépose 1 000,00 $ en garantie par carte de crédit
    Alors le refus est CARD_LIMIT_REACHED
    Quand vient le 2025-11-18
    Et que Zoé dépose 1 000,00 $ en garantie par carte de crédit
    Alors rien n’est refusé

  Exemple: Sans la banque, seul le chèque arrive
    Étant donné que la banque est en panne
    Quand Zoé dépose 100,00 $ en garantie par voie bancaire
    Alors le refus est PARTNER_UNAVAILABLE
    Quand Zoé dépose 100,00 $ en garantie par chèque
    Alors rien n’est refusé
