# language: fr
# DORS/2024-42, par. 5(2); avis des douanes 24-37
@partners @outage
Fonctionnalité: Les systèmes externes en panne

  Exemple: Sans le registre, personne n’est inscrit
    Étant donné que le registre a attribué un numéro d’entreprise à « Boréal inc. »
    Et que le registre des numéros d’entreprise est en panne
    Quand on inscrit « Boréal inc. » sous ce numéro
    Alors le refus est PARTNER_UNAVAILABLE
    Quand le registre des numéros d’entreprise répond de nouveau
    Et que l’on inscrit « Boréal inc. » sous ce numéro
    Alors l’inscription est faite

  Exemple: La convention qu’inscrit l’importatrice attend que la caution réponde
    Étant donné que nous sommes le 2025-06-02
    Et l’importatrice Zoé sans mainlevée avant paiement
    Et la caution nommée Boréale
    Et que le système de la caution est en panne
    Quand Zoé s’inscrit et prévoit un mois le plus élevé de 8 000,00 $
    Et Zoé inscrit une convention de 5 000,00 $
    Alors les marchandises de Zoé ne peuvent pas être dédouanées avant paiement
    Quand le système de la caution répond de nouveau
    Et la caution confirme la convention
    Alors les marchandises de Zoé peuvent être dédouanées avant paiement
