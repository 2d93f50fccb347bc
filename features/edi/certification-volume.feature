# language: fr
# Simulation : au moins 95 % d’un lot sans erreur au premier envoi (paramètre certification-error-free-share)
@edi
Fonctionnalité: Lot de volume de la certification

  Plan du scénario: <erreurs> erreurs sur 100
    Soit l’importateur Anne inscrit à la mainlevée avant paiement
    Quand Anne demande la certification et son logiciel fait <erreurs> erreurs dans le lot de volume
    Alors la certification est <état>

    Exemples:
      | erreurs | état      |
      | 5       | CERTIFIED |
      | 6       | TESTING   |
