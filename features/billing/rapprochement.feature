# language: fr
# ASFC, avis quotidiens et relevés de compte : rapprocher l’historique et le relevé
@billing
Fonctionnalité: Rapprochement d’un relevé

  Contexte:
    Étant donné la date du 2024-11-04
    Et l’importateur Anne inscrit à la mainlevée avant paiement
    Et une déclaration d’Anne pour des marchandises de 1 000,00 $
    Et que vient le 2024-11-26

  Exemple: Ce qui concorde est dit tel
    Quand Anne rapproche sa liste, qui dit 50,00 $ pour cette déclaration
    Alors la ligne est expliquée par AGREES

  Exemple: Un autre montant s’explique
    Quand Anne rapproche sa liste, qui dit 40,00 $ pour cette déclaration
    Alors la ligne est expliquée par DIFFERENT_AMOUNT

  Exemple: Ce qui a obtenu la mainlevée après le 17 vient au relevé suivant
    Étant donné une déclaration d’Anne pour des marchandises de 1 000,00 $
    Quand Anne rapproche sa liste, qui dit 50,00 $ pour cette déclaration
    Alors la ligne est expliquée par NEXT_PERIOD
