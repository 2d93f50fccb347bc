# language: fr
# Loi sur les douanes, art. 32.2 et 33.4(1)b); DORS/86-1062, art. 7.4, 7.5, 12 et 13
@declarations
Fonctionnalité: Types de déclaration

  Contexte:
    Étant donné la date du 2024-11-04
    Et l’importateur Anne inscrit à la mainlevée avant paiement

  Exemple: Des marchandises entrées sans mainlevée se déclarent par le portail, et se paient tout de suite
    Quand Anne déclare de type V par le portail
    Alors la déclaration est due le 2024-11-04

  Exemple: La déclaration volontaire n’est pas reçue par API
    Quand Anne déclare de type V par API
    Alors la déclaration est rejetée avec CAD-E202

  Exemple: Les expéditions de faible valeur d’un mois se déclarent ensemble
    Étant donné Anne inscrite au registre des messageries
    Quand Anne déclare de type F pour les mainlevées de 2024-10 par le portail
    Alors la déclaration est due le 2024-11-29

  Exemple: Seules les messageries du programme déclarent les expéditions de faible valeur d’un mois
    Quand Anne déclare de type F pour les mainlevées de 2024-10 par le portail
    Alors la déclaration est rejetée avec CAD-E233

  Exemple: Une ligne au-dessus de la limite de faible valeur est signalée
    Étant donné Anne inscrite au registre des messageries
    Quand Anne déclare de type F pour les mainlevées de 2024-10, d’une valeur de 3 300,01 $
    Alors la déclaration porte l’avertissement CAD-W221

  Exemple: Les marchandises omises nomment la déclaration d’origine
    Quand Anne déclare de type H par le portail
    Alors la déclaration est rejetée avec CAD-E227
