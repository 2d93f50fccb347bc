# Customs Tariff s. 53(2); SOR/2024-187; SOR/2025-118; SOR/2025-148; SOR/2025-154
@assessment
Feature: Surtaxes

  Example: Steel of China after the order of 2024
    Given goods with a value for duty of $1,000.00
    And goods of tariff item 7208.25.00.00 of CN origin under treatment 2
    And goods shipped directly on 2024-11-01
    When the importer accounts for the goods on 2024-11-20
    Then the surtax is $250.00

  Example: The day before the order came into force
    Given goods with a value for duty of $1,000.00
    And goods of tariff item 7208.25.00.00 of CN origin under treatment 2
    And goods shipped directly on 2024-10-10
    When the importer accounts for the goods on 2024-10-21
    Then the surtax is $0.00

  Example: Goods in transit when the order came into force
    Given goods with a value for duty of $1,000.00
    And goods of tariff item 7208.25.00.00 of CN origin under treatment 2
    And goods shipped directly on 2024-10-20
    When the importer accounts for the goods on 2024-11-04
    Then the surtax is $0.00

  Example: A vehicle of the United States with the default content of Canada and Mexico
    Given goods with a value for duty of $45,472.00
    And an MFN rate of 0 %
    And a surtax of 25 %
    And 15 % of the value is Canadian and Mexican content
    When the importer accounts for the goods
    Then the surtax is $9,662.80

  Example: Two surtaxes cumulate
    Given goods with a value for duty of $1,000.00
    And an MFN rate of 0 %
    And a surtax of 50 %
    And a surtax of 25 %
    When the importer accounts for the goods
    Then the surtax is $750.00

  Example: The quota decides, so the importer has to tell
    Given goods with a value for duty of $10,000.00
    And goods of tariff item 7208.25.00.00 of TR origin under treatment 2
    When the importer accounts for the goods on 2025-09-02
    Then the importer is told "declare surtax code 25148A to D"

  Example: Over quota
    Given goods with a value for duty of $10,000.00
    And goods of tariff item 7208.25.00.00 of TR origin under treatment 2
    And surtax code 25148A declared
    When the importer accounts for the goods on 2025-09-02
    Then the surtax is $5,000.00
