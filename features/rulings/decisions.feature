# language: fr
# Loi sur les douanes, art. 43.1 : décision anticipée avant l’importation
@rulings
Fonctionnalité: Décisions anticipées

  Contexte:
    Étant donné l’importateur Anne inscrit à la mainlevée avant paiement

  Exemple: Une décision demandée est rendue par un agent
    Quand Anne demande une décision sur le classement de ses marchandises
    Et un agent prend la demande en charge
    Et un agent rend la décision "Numéro 8409912000"
    Alors la demande de décision est à l’état DECIDED
    Et la décision de Anne dit "Numéro 8409912000"

  Exemple: L’agent peut demander des renseignements
    Quand Anne demande une décision sur le classement de ses marchandises
    Et un agent prend la demande en charge
    Et un agent demande des renseignements
    Alors la demande de décision est à l’état INFORMATION_REQUIRED
    Quand Anne donne les renseignements
    Alors la demande de décision est à l’état ASSIGNED

  Exemple: Une demande se retire, une décision rendue non
    Quand Anne demande une décision sur le classement de ses marchandises
    Et Anne retire la demande de décision
    Alors la demande de décision est à l’état WITHDRAWN
    Quand Anne demande une décision sur le classement de ses marchandises
    Et un agent prend la demande en charge
    Et un agent rend la décision "Numéro 8409912000"
    Et Anne retire la demande de décision
    Alors le refus est RULING_STATUS
