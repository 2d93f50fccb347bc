# language: fr
# DORS/85-900, art. 3; Loi sur les douanes, art. 32; CES 2.0, CS0016355
@declarations @outage
Fonctionnalité: La déclaration attend son taux de change

  Contexte:
    Étant donné l’importateur Anne inscrit à la mainlevée avant paiement
    Et le service des taux de change en panne, et les déclarations qui attendent

  Exemple: Produite dans les délais, elle n’est pas tardive, si longue que soit la panne
    Étant donné des marchandises de Anne facturées 1 000,00 $ US, à déclarer
    Quand Anne produit la déclaration
    Alors la déclaration attend son taux de change
    Quand vient le 2024-11-20
    Et que le service des taux de change répond de nouveau
    Et vient le 2024-11-21
    Alors la déclaration compte pour 69,66 $ en date du 2024-11-04, dans les délais
    Et tous les invariants tiennent

  Exemple: Ce que le taux révèle est refusé, et le numéro est libéré
    Étant donné des marchandises de Anne facturées 5 000,00 $ US, à déclarer sous le TÉU sans preuve d’origine
    Quand Anne produit la déclaration
    Alors la déclaration attend son taux de change
    Quand le service des taux de change répond de nouveau
    Et vient le 2024-11-05
    Alors la déclaration est refusée avec CAD-E208
