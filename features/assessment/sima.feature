# Special Import Measures Act ss. 3(1), 7.1, 8; CARM Bulletin 5391
@assessment
Feature: Anti-dumping and countervailing duty

  Example: The margin between normal value and export price
    Given goods invoiced at 11,750.00 USD
    And an exchange rate of 1.3500
    And an MFN rate of 0 %
    And a normal value of 14.20 and an export price of 11.75 for 1,000 units
    When the importer accounts for the goods
    Then the anti-dumping duty is $3,307.50
    And the SIMA code is 51

  Example: An export price that meets the normal value
    Given goods invoiced at 15,000.00 USD
    And an exchange rate of 1.3500
    And an MFN rate of 0 %
    And a normal value of 14.20 and an export price of 15.00 for 1,000 units
    When the importer accounts for the goods
    Then the anti-dumping duty is $0.00
    And the SIMA code is 40

  Example: Goods under an undertaking
    Given goods with a value for duty of $87,820.80
    And an MFN rate of 0 %
    And the goods are under a price undertaking
    When the importer accounts for the goods
    Then the anti-dumping duty is $0.00
    And the SIMA code is 20

  # CES 2.0, CS0015769: a self-declared $0.00 was not accepted
  Example: A self-declared amount of nothing is an amount
    Given goods invoiced at 11,750.00 USD
    And an exchange rate of 1.3500
    And an MFN rate of 0 %
    And a normal value of 14.20 and an export price of 11.75 for 1,000 units
    And the importer self-declares anti-dumping duty of $0.00
    When the importer accounts for the goods
    Then the anti-dumping duty is $0.00
    And the system tells that it had calculated $3,307.50

  Example: Provisional duty under a bond is owed by nobody yet
    Given goods with a value for duty of $1,000.00
    And an MFN rate of 0 %
    And anti-dumping duty of $34.00
    And the provisional duty is secured by a bond
    When the importer accounts for the goods
    Then the anti-dumping duty is $0.00
    And the amount secured is $34.00
    And the SIMA code is 32
    And the GST is $50.00
