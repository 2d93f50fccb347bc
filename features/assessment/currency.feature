# SOR/85-900 ss. 3, 6; Customs Act s. 55
@assessment
Feature: Value for duty of goods invoiced abroad

  Example: The value is rounded once, to the cent
    Given goods invoiced at 12,345.67 USD
    And an exchange rate of 1.3652
    And an MFN rate of 0 %
    When the importer accounts for the goods
    Then the value for duty is $16,854.31

  # Bank of Canada, USD/CAD published 2024-10-29: 1.3911
  Example: The rate of the day of direct shipment is the one published before it
    Given goods invoiced at 1,000.00 USD
    And goods shipped directly on 2024-10-30
    And an MFN rate of 0 %
    When the importer accounts for the goods on 2024-11-04
    Then the value for duty is $1,391.10
    And the explanation of the vfd names "published 2024-10-29"

  Example: A Sunday keeps the rate of Friday
    Given goods invoiced at 1,000.00 USD
    And goods shipped directly on 2024-11-03
    And an MFN rate of 0 %
    When the importer accounts for the goods on 2024-11-04
    Then the explanation of the vfd names "published 2024-11-01"

  Example: No rate was published for so long that none prevails
    Given goods invoiced at 1,000.00 USD
    And goods shipped directly on 2026-06-01
    And an MFN rate of 0 %
    When the importer accounts for the goods on 2026-06-08
    Then no amount is given, for "No exchange rate for USD"

  Example: A currency that does not exist
    Given goods invoiced at 1,000.00 XQX
    And goods shipped directly on 2024-10-30
    And an MFN rate of 0 %
    When the importer accounts for the goods on 2024-11-04
    Then no amount is given, for "not a currency code"
