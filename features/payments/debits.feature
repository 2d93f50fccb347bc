# language: fr
# ASFC, paiements : le débit préautorisé; hypothèse A-55
@debits
Fonctionnalité: Le débit préautorisé

  Contexte:
    Étant donné que nous sommes le 2026-01-05
    Et l’importateur Anne inscrit à la mainlevée avant paiement
    Et une déclaration d’Anne pour des marchandises de 200 000,00 $
    Et un accord de débit préautorisé d’Anne

  Exemple: Ce que demande le relevé est débité à son échéance
    Quand vient le 2026-01-29
    Alors Anne doit 10 000,00 $
    Quand vient le 2026-01-30
    Alors Anne doit 0,00 $
    Et tous les invariants tiennent

  Exemple: Une panne de la banque ne coûte rien à l’importatrice
    Étant donné que la banque est en panne
    Quand vient le 2026-02-04
    Alors Anne doit 10 000,00 $
    Quand la banque répond de nouveau
    Et que vient le 2026-02-26
    Alors Anne doit 0,00 $
    Et tous les invariants tiennent

  Exemple: Un débit que la banque retourne est dû de nouveau, avec des frais
    Quand vient le 2026-01-30
    Et que la banque retourne le débit
    Alors Anne doit 10 025,00 $

  Exemple: Un accord annulé ne débite plus rien
    Quand Anne annule son accord de débit préautorisé
    Et que vient le 2026-01-30
    Alors Anne doit 10 000,00 $
