# language: fr
# Loi sur les douanes, art. 3.4; avis des douanes 25-22 (demande de réduction)
@security
Fonctionnalité: Une garantie moindre, une garantie supplémentaire

  Contexte:
    Étant donné que nous sommes le 2025-06-02
    Et l’importatrice Zoé sans mainlevée avant paiement
    Et la caution nommée Boréale
    Et Zoé s’inscrit et prévoit un mois le plus élevé de 20 000,00 $

  Exemple: Le mois le plus élevé ne se répétera pas
    Quand la caution inscrit une convention de 5 000,00 $ pour Zoé
    Et Zoé demande de ne garantir que 10 000,00 $
    Alors les marchandises de Zoé ne peuvent pas être dédouanées avant paiement
    Quand un agent accorde la réduction
    Alors les marchandises de Zoé peuvent être dédouanées avant paiement

  Exemple: Une garantie supplémentaire qui n’est pas donnée coûte la mainlevée avant paiement
    Quand la caution inscrit une convention de 10 000,00 $ pour Zoé
    Et l’agence exige de Zoé qu’elle garantisse 30 000,00 $ au plus tard le 2025-07-02
    Alors les marchandises de Zoé peuvent être dédouanées avant paiement
    Quand vient le 2025-07-04
    Alors les marchandises de Zoé ne peuvent pas être dédouanées avant paiement
