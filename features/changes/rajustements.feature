# language: fr
# Loi sur les douanes, art. 2(1) « droits », 32.2, 59, 60, 74, 80; bulletins de la GCRA 5412, 5415 et 5417
@changes
Fonctionnalité: Rajustements après l’échéance

  Contexte:
    Soit la date du 2024-11-04
    Et l’importateur Anne inscrit à la mainlevée avant paiement
    Et des marchandises d’Anne valant 1 000,00 $ au taux de 18 %, déclarées, payées et échues

  Exemple: Un montant dû s’ajoute dès l’approbation
    Quand Anne demande un rajustement à 2 000,00 $ pour le motif R3-32.2.VFD
    Alors Anne doit 0,00 $
    Quand l’agent approuve le rajustement
    Alors Anne doit 239,00 $
    Et tous les invariants tiennent

  Exemple: Un remboursement ne rend pas la TPS
    Quand Anne demande un rajustement à 500,00 $ pour le motif R2-74-1-E.VFD
    Et l’agent approuve le rajustement
    Alors Anne a un crédit de 90,00 $
    Et tous les invariants tiennent

  Exemple: Une correction ne donne pas de remboursement
    Quand Anne demande un rajustement à 500,00 $ pour le motif R3-32.2.VFD
    Alors la déclaration est rejetée avec CAD-E216

  Exemple: Un motif réservé à l’Agence est refusé à l’importateur
    Quand Anne demande un rajustement à 2 000,00 $ pour le motif RC-59
    Alors la déclaration est rejetée avec CAD-E216

  Exemple: Le motif qui appuie le résultat vient en premier
    Quand Anne demande un rajustement à 500,00 $ pour les motifs R3-32.2.VFD puis R2-74-1-E.VFD
    Alors la déclaration est rejetée avec CAD-E218

  Exemple: Après quatre ans il est trop tard
    Quand vient le 2028-11-05
    Et Anne demande un rajustement à 500,00 $ pour le motif R2-74-1-E.VFD
    Alors la déclaration est rejetée avec CAD-E217

  Exemple: Une révision de l’Agence se conteste une fois payée
    Quand l’agent révise la valeur à 2 000,00 $
    Et Anne conteste la décision
    Alors le refus est PAY_BEFORE_DISPUTE
    Quand Anne paie 239,00 $
    Et Anne conteste la décision
    Et l’agent tranche en faveur de 1 000,00 $
    Alors Anne a un crédit de 180,00 $
    Et tous les invariants tiennent

  Exemple: Une révision de l’Agence se conteste une fois garantie, et une seule fois
    Quand l’agent révise la valeur à 2 000,00 $
    Et Anne conteste la décision en la garantissant
    Alors le refus est SECURITY_TOO_SMALL
    Quand Anne dépose 239,00 $ en garantie
    Et Anne conteste la décision en la garantissant
    Et l’agent maintient la décision
    Et Anne conteste la décision
    Alors le refus est NOTHING_TO_DISPUTE
    Et tous les invariants tiennent
