# language: fr
# ASFC, compensation : comptes en recouvrement; Loi sur les douanes, art. 33, 97.22, 97.34 et 97.35; hypothèses A-58 et A-59
@collections
Fonctionnalité: Le recouvrement d’une dette échue

  Contexte:
    Étant donné que nous sommes le 2024-11-04
    Et l’importateur Anne inscrit à la mainlevée avant paiement
    Et une déclaration d’Anne pour des marchandises de 2 000,00 $

  Plan du Scénario: Rappel, avertissement, avis d’arriérés et transfert à l’Agence du revenu du Canada, garantie, justice
    Quand vient le <jour>
    Alors le recouvrement d’Anne en est à <étape>
    Et tous les invariants tiennent

    Exemples:
      | jour       | étape           |
      | 2024-11-30 | REMINDER        |
      | 2024-12-14 | WARNING         |
      | 2024-12-29 | ARREARS         |
      | 2025-01-28 | SECURITY_DEMAND |
      | 2025-03-30 | LEGAL_ACTION    |

  Exemple: Une dette payée n’est plus recouvrée
    Quand vient le 2024-12-02
    Et qu'Anne paie 100,00 $
    Et que vient le 2024-12-03
    Alors le recouvrement d’Anne est retiré

  Exemple: Un agent ne radie pas seul
    Quand vient le 2024-12-02
    Et que l’agent Denis demande de radier la dette d’Anne
    Et que l’agent Denis approuve la radiation
    Alors le refus est SAME_OFFICER
    Quand l’agente Rose approuve la radiation
    Alors Anne doit 0,00 $
    Et tous les invariants tiennent

  Exemple: La dette radiée est payée après tout
    Quand vient le 2024-12-02
    Et que l’agent Denis demande de radier la dette d’Anne
    Et que l’agente Rose approuve la radiation
    Et qu'Anne paie 100,00 $
    Alors Anne a un crédit de 100,00 $
    Quand l’agent Denis annule la radiation
    Alors Anne a un crédit de 0,00 $
    Et Anne doit 0,00 $
    Et tous les invariants tiennent
