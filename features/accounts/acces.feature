# language: fr
# Portail client de la GCRA : demande d’accès d’un employé; rôles
@registration
Fonctionnalité: Accès des employés d’une entreprise

  Contexte:
    Étant donné l’importateur Anne inscrit à la mainlevée avant paiement
    Et une personne Zoe qui a un profil au portail
    Et une personne Yves qui a un profil au portail
    Et Zoe est gestionnaire de compte d’entreprise de Anne

  Exemple: Qui en fait la demande travaille pour l’entreprise une fois approuvé
    Quand Yves demande l’accès à l’entreprise de Anne
    Alors Yves ne travaille pas pour Anne
    Quand Zoe approuve la demande comme lecteur
    Alors Yves est lecteur pour Anne

  Exemple: Une demande rejetée ne donne rien
    Quand Yves demande l’accès à l’entreprise de Anne
    Et Zoe rejette la demande
    Alors Yves ne travaille pas pour Anne

  Exemple: Une entreprise garde un gestionnaire
    Quand Zoe quitte l’entreprise de Anne
    Alors le refus est LAST_MANAGER
