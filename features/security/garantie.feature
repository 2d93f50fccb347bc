# language: fr
# Loi sur les douanes, art. 3.4 et par. 32(2); DORS/2024-42, art. 3, 5, 8 à 10
@security
Fonctionnalité: La garantie pour la mainlevée avant paiement

  Contexte:
    Étant donné que nous sommes le 2025-06-02
    Et l’importatrice Zoé sans mainlevée avant paiement
    Et la caution nommée Boréale

  Exemple: Une convention et de l’argent couvrent ensemble le mois le plus élevé
    Quand Zoé s’inscrit et prévoit un mois le plus élevé de 16 000,00 $
    Et la caution inscrit une convention de 5 000,00 $ pour Zoé
    Alors les marchandises de Zoé ne peuvent pas être dédouanées avant paiement
    Quand Zoé dépose 6 000,00 $ en garantie
    Alors les marchandises de Zoé peuvent être dédouanées avant paiement

  Exemple: La convention inscrite par l’importatrice vaut dès que la caution la confirme
    Quand Zoé s’inscrit et prévoit un mois le plus élevé de 8 000,00 $
    Et Zoé inscrit une convention de 5 000,00 $
    Alors les marchandises de Zoé ne peuvent pas être dédouanées avant paiement
    Quand la caution confirme la convention
    Alors les marchandises de Zoé peuvent être dédouanées avant paiement

  Exemple: La caution paie la dette jusqu’au montant de sa convention; le reste demeure à l’importatrice
    Quand Zoé s’inscrit et prévoit un mois le plus élevé de 8 000,00 $
    Et la caution inscrit une convention de 5 000,00 $ pour Zoé
    Et Zoé déclare des marchandises dédouanées d’une valeur de 140 000,00 $
    Et nous sommes le 2025-07-03
    Et l’agence réclame le paiement à la caution
    Alors la demande est de 5 000,00 $
    Et la caution a jusqu’au 2025-09-01 pour répondre
    Et Zoé doit 7 000,00 $
    Quand la caution paie
    Alors Zoé doit 2 000,00 $
    Et tous les invariants tiennent
