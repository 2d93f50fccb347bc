# language: fr
# TR/85-182, art. 3, 4 et 4.1; TR/85-181, art. 4
@assessment @declarations
Fonctionnalité: Envois de faible valeur déclarés

  Contexte:
    Étant donné l’importateur Anne inscrit à la mainlevée avant paiement

  Plan du Scénario: Ce qui est venu par messagerie ou par la poste est exonéré jusqu’à la limite
    Quand Anne déclare des t-shirts de <valeur> $, venus de <pays> par <moyen>
    Alors les droits sont de <droits> $ et la TPS de <tps> $

    Exemples:
      | valeur | pays | moyen      | droits | tps  |
      | 20,00  | US   | la poste   | 0,00   | 0,00 |
      | 20,01  | US   | la poste   | 3,60   | 1,18 |
      | 40,00  | US   | messagerie | 0,00   | 0,00 |
      | 150,00 | MX   | messagerie | 0,00   | 7,50 |
      | 150,01 | MX   | messagerie | 27,00  | 8,85 |
      | 20,00  | DE   | camion     | 3,60   | 1,18 |
