# language: fr
# Séance d'information sur la GCRA, mars 2024 : billets du soutien et leurs statuts
@support @aide
Fonctionnalité: Un partenaire demande de l’aide

  Contexte:
    Étant donné l’importateur Anne inscrit à la mainlevée avant paiement
    Et l’heure 09:00 du 2024-11-05
    Et Anne pose une question

  Exemple: Le soutien attend des renseignements et les reçoit
    Quand le soutien attend des renseignements
    Et Anne les donne
    Alors le billet est à l’état Open

  Exemple: Une question n’est pas un incident
    Alors il n’a pas de priorité

  Exemple: Personne d’autre ne voit le billet d’une entreprise
    Étant donné l’importateur Bruno inscrit à la mainlevée avant paiement
    Quand Bruno cherche à voir le billet d’Anne
    Alors le refus est FORBIDDEN
