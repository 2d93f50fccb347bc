# Customs Act s. 33.4; CBSA, payments and offsetting; assumption A-19 (fee)
@payments
Feature: Returned payments and offsetting

  Background:
    Given today is 2026-01-05
    And importer Anne is enrolled in release prior to payment
    And Anne accounts for released goods worth $10,000.00

  Example: A payment that its bank returns is owed again, with a fee
    When time moves to 2026-01-30
    And Anne pays $500.00 by edi
    And the bank returns that payment
    Then Anne owes $525.00
    And every invariant holds

  Example: It bears interest as if it had never been paid
    When time moves to 2026-01-30
    And Anne pays $500.00 by edi
    And time moves to 2026-02-02
    And the bank returns that payment
    And time moves to 2026-02-25
    # 25 days at 8.4 %: 500 × ((1 + 0.084/365)^25 − 1)
    Then interest of $2.88 was charged to Anne

  Example: A payment is returned once
    When Anne pays $500.00 by edi
    And the bank returns that payment
    And the bank returns that payment
    Then the refusal is PAYMENT_ALREADY_RETURNED

  Example: An importer who allocates itself keeps its credit on the due date
    Given Anne allocates its credits itself
    When Anne pays $500.00 by edi
    And time moves to 2026-01-30
    Then Anne has a credit of $500.00
    When time moves to 2026-01-31
    Then Anne has a credit of $0.00
    And the declaration is open for $0.00
