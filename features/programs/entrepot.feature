# language: fr
# Mémorandum D7-4-4 de l’ASFC : entrepôts de stockage; avis des douanes 24-36
@programs
Fonctionnalité: Entrepôts de stockage

  Contexte:
    Étant donné l’importateur Anne inscrit à la mainlevée avant paiement
    Et l’entrepôt de stockage 0453W001 agréé

  Règle: Les droits et taxes attendent en entrepôt, et se calculent au taux du jour de la sortie

    Exemple: Entrée, puis sortie pour la consommation
      Quand Anne entre 100 douzaines de t-shirts valant 1 000,00 $ en entrepôt
      Alors Anne doit 0,00 $
      Quand vient le 2024-12-02
      Et Anne en sort 40 douzaines pour la consommation
      Alors Anne doit 95,60 $
      Et la déclaration est due le 2024-12-31
      Et il reste 60 douzaines en entrepôt
      Et tous les invariants tiennent

    Exemple: Sortie pour l’exportation
      Quand Anne entre 100 douzaines de t-shirts valant 1 000,00 $ en entrepôt
      Et Anne en sort 100 douzaines pour l’exportation
      Alors Anne doit 0,00 $
      Et il reste 0 douzaines en entrepôt

    Exemple: Provisions de bord
      Quand Anne entre 100 douzaines de t-shirts valant 1 000,00 $ en entrepôt
      Et Anne en sort 10 douzaines comme provisions de bord
      Alors Anne doit 0,00 $
      Et il reste 90 douzaines en entrepôt

  Règle: On ne sort pas plus que ce qui reste

    Exemple: Deux sorties de trop
      Quand Anne entre 100 douzaines de t-shirts valant 1 000,00 $ en entrepôt
      Et Anne en sort 60 douzaines pour l’exportation
      Et Anne en sort 41 douzaines pour la consommation
      Alors la déclaration est rejetée avec CAD-E215
      Et il reste 40 douzaines en entrepôt

  Règle: Des marchandises cédées en entrepôt passent au nouvel importateur

    Exemple: Cession et réentreposage
      Étant donné l’importateur Bruno inscrit à la mainlevée avant paiement
      Quand Anne entre 100 douzaines de t-shirts valant 1 000,00 $ en entrepôt
      Et Anne en cède 70 douzaines à Bruno
      Alors il reste 30 douzaines en entrepôt
      Quand Bruno réentrepose 70 douzaines
      Et Bruno en sort 10 douzaines pour la consommation
      Alors Bruno doit 23,90 $
      Et Anne doit 0,00 $

    Exemple: Ce qui n’est pas à soi ne se prend pas
      Étant donné l’importateur Bruno inscrit à la mainlevée avant paiement
      Quand Anne entre 100 douzaines de t-shirts valant 1 000,00 $ en entrepôt
      Et Bruno en sort 10 douzaines pour la consommation
      Alors la déclaration est rejetée avec CAD-E231

  Règle: On n’entrepose que dans un entrepôt agréé

    Exemple: Une licence inconnue
      Quand Anne entre 100 douzaines de t-shirts valant 1 000,00 $ à l’entrepôt 0395W007
      Alors la déclaration est rejetée avec CAD-E234

  Règle: Les marchandises sortent de l’entrepôt où elles sont, telles qu’elles y sont entrées

    Exemple: Sorties d’un autre entrepôt
      Étant donné l’entrepôt de stockage 0395W007 agréé
      Quand Anne entre 100 douzaines de t-shirts valant 1 000,00 $ en entrepôt
      Et Anne sort 10 douzaines de l’entrepôt 0395W007
      Alors la déclaration est rejetée avec CAD-E235
      Et il reste 100 douzaines en entrepôt

    Exemple: Déclarées d’une autre origine à la sortie
      Quand Anne entre 100 douzaines de t-shirts valant 1 000,00 $ en entrepôt
      Et Anne en sort 10 douzaines comme étant d’origine CN
      Alors la déclaration est rejetée avec CAD-E236
