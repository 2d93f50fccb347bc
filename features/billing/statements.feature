# CBSA, daily notices and statements of account; SOR/86-1062 s. 10.1
@billing
Feature: Daily notices and statements of account

  Background:
    Given importer Anne is enrolled in release prior to payment

  Example: Releases up to the 17th are on the statement of the 25th
    Given today is 2024-11-15
    And Anne accounts for released goods worth $1,000.00
    When time moves to 2024-11-26
    Then the latest statement of Anne was issued on 2024-11-25
    And it closes at $50.00
    And it asks at $50.00

  Example: A release of the 18th waits for the next statement
    Given today is 2024-11-18
    And Anne accounts for released goods worth $1,000.00
    When time moves to 2024-11-26
    Then Anne has no statement
    When time moves to 2024-12-26
    Then the latest statement of Anne was issued on 2024-12-25
    And it asks at $50.00
    And the declaration is due on 2024-12-31

  Example: A statement opens where the one before it closed
    Given Anne accounts for released goods worth $1,000.00
    When time moves to 2024-11-28
    And Anne accounts for released goods worth $2,000.00
    And Anne pays $50.00 by online-banking
    And time moves to 2024-12-26
    Then it opens at $50.00
    And it closes at $100.00
    And it asks at $100.00
    And every invariant holds

  Example: A Friday's postings are noticed on Saturday, the weekend's on Tuesday
    Given today is 2024-11-08
    And Anne accounts for released goods worth $1,000.00
    When time moves to 2024-11-10
    And Anne accounts for released goods worth $1,000.00
    And time moves to 2024-11-12
    Then Anne has daily notices for 2024-11-08+2024-11-10

  Example: Days without activity have no notice
    Given Anne accounts for released goods worth $1,000.00
    When time moves to 2024-11-20
    Then Anne has daily notices for 2024-11-04
