# language: fr
# Loi sur les douanes, art. 32(3), 33(2) et 109.1; avis des douanes 25-16 (avis de déclaration en souffrance)
@penalties
Fonctionnalité: Marchandises que personne n’a déclarées

  Contexte:
    Soit la date du 2025-02-03
    Et l’importateur Anne inscrit à la mainlevée avant paiement
    Et des marchandises de Anne dédouanées

  Exemple: L’importateur est avisé, sanctionné, puis l’ASFC déclare elle-même
    Quand vient le 2025-02-11
    Alors Anne est avisée que des marchandises ne sont pas déclarées
    Et Anne doit 100,00 $
    Quand un agent déclare ces marchandises d’une valeur de 1 000,00 $
    Alors Anne doit 150,00 $
    Et tous les invariants tiennent

  Exemple: Un autre ne déclare pas à la place de l’importateur
    Soit l’importateur Zoé inscrit à la mainlevée avant paiement
    Quand vient le 2025-02-11
    Et Zoé déclare ces marchandises d’Anne
    Alors la déclaration est rejetée avec CAD-E020
