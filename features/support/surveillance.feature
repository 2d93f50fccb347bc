# language: fr
# Séance d'information sur la GCRA, mars 2024 : surveillance par l'exploitant, erreurs connues; hypothèses A-103, A-104
@support @surveillance
Fonctionnalité: La surveillance ouvre elle-même des billets

  Exemple: Une panne ouvre un billet, et son retour y est noté
    Étant donné l’heure 09:00 du 2024-11-05
    Quand la banque est en panne
    Alors la surveillance a ouvert un billet P2 sur « banks »
    Quand vient 11:00 du 2024-11-05
    Et la banque répond de nouveau
    Alors le billet dit que cela fonctionne de nouveau
    Et la panne de « banks » a duré 120 minutes

  Exemple: Une panne prévue est une panne, mais pas un incident
    Quand une panne prévue de la banque commence
    Alors la surveillance n’a ouvert aucun billet

  Exemple: Le défaut connu des taux de change est annoncé tant qu’il dure
    Quand le formateur active le défaut CS0016355
    Alors chacun apprend l’erreur connue CS0016355 et sa solution de rechange
    Quand le formateur désactive le défaut
    Alors aucune erreur n’est connue
