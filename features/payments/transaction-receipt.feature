# Evidence of importers before the House of Commons trade committee: a receipt for each transaction
@payments
Feature: The receipt of a transaction

  Background:
    Given today is 2024-11-04
    And importer Anne is enrolled in release prior to payment
    And Anne accounts for 1 releases of T-shirts worth $1,000.00 each

  Example: What each charge is, and what paid it
    When Anne pays $200.00 by edi
    And time moves to 2024-11-29
    Then the receipt of the transaction shows $180.00 of Customs duty
    And the receipt of the transaction shows $59.00 of GST
    And the receipt of the transaction has $200.00 settled and $39.00 open
