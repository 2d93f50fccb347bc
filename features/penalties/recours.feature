# language: fr
# Loi sur les douanes, art. 3.3 et 129 à 133
@penalties
Fonctionnalité: Recours contre une sanction

  Contexte:
    Étant donné l’importateur Benoît inscrit à la mainlevée avant paiement
    Et la date du 2025-03-04

  Exemple: Une sanction payée, puis annulée, est rendue sous forme de crédit
    Étant donné qu'un agent sanctionne Benoît en vertu de C025
    Et que Benoît paie 2 000,00 $
    Quand Benoît demande une décision
    Et qu'un agent communique les motifs
    Et que Benoît produit sa preuve
    Et qu'un agent annule la sanction
    Alors Benoît a un crédit de 2 000,00 $
    Et tous les invariants tiennent

  Exemple: Après 90 jours, il faut une prorogation
    Étant donné qu'un agent sanctionne Benoît en vertu de C025
    Quand vient le 2025-06-03
    Et que Benoît demande une décision
    Alors le refus est REDRESS_TOO_LATE
    Quand Benoît demande une prorogation
    Et qu'un agent accorde la prorogation
    Alors le recours est à l’étape REQUESTED

  Exemple: La décision attend la preuve pendant 30 jours
    Étant donné qu'un agent sanctionne Benoît en vertu de C025
    Quand Benoît demande une décision
    Et qu'un agent communique les motifs
    Et que vient le 2025-04-03
    Et qu'un agent annule la sanction
    Alors le refus est EVIDENCE_STILL_DUE
    Quand vient le 2025-04-04
    Et qu'un agent annule la sanction
    Alors Benoît doit 0,00 $

  Exemple: Une déclaration tardive pour une cause indépendante de la volonté ne coûte rien
    Étant donné des marchandises de Benoît dédouanées
    Quand vient le 2025-03-12
    Alors Benoît doit 100,00 $
    Quand un agent renonce à la pénalité de Benoît
    Alors Benoît doit 0,00 $
