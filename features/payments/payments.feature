# Customs Act ss. 3.5, 33; CBSA, payments and offsetting; CARM Bulletin 5408
@payments
Feature: Payments

  Background:
    Given importer Anne is enrolled in release prior to payment
    And Anne accounts for released goods worth $10,000.00

  Example: Paid before it is due, a payment stays a credit until the due date
    When time moves to 2024-11-26
    And Anne pays $500.00 by online-banking
    Then Anne has a credit of $500.00
    When time moves to 2024-11-29
    Then Anne has a credit of $0.00
    And the declaration is open for $0.00
    And every invariant holds

  Example: Paid for a chosen declaration, it is cleared at once
    When Anne pays $500.00 by online-banking for that declaration
    Then the declaration is open for $0.00
    And Anne owes $0.00

  Example: Paying less than is due leaves the rest open
    When time moves to 2024-11-29
    And Anne pays $200.00 by online-banking
    Then the declaration is open for $300.00

  Example: Paying more leaves a credit
    When time moves to 2024-11-29
    And Anne pays $600.00 by online-banking
    Then the declaration is open for $0.00
    And Anne has a credit of $100.00

  Example: A credit card has a limit for each payment
    When Anne pays $5,000.01 by credit-card
    Then the refusal is CARD_LIMIT_REACHED

  Example: Since 28 September 2025 the limit is for a billing cycle
    When time moves to 2025-10-01
    And Anne pays $4,000.00 by credit-card
    And Anne pays $999.99 by credit-card
    And Anne pays $0.01 by credit-card
    Then the refusal is CARD_LIMIT_REACHED

  Example: Nobody else's account
    Given importer Carla is enrolled in release prior to payment
    When Carla pays $500.00 by online-banking for that declaration
    Then the refusal is CHOSEN_NOT_COVERED
