# CBSA, offsetting: refunds of credits; assumption A-56
@collections
Feature: Credits that are paid out

  Background:
    Given today is 2026-01-05
    And importer Anne is enrolled in release prior to payment

  Example: A credit asked for leaves the account
    When Anne pays $600.00 by edi
    And Anne asks for her credit back
    Then Anne owes $0.00
    And $600.00 is paid to Anne on 2026-02-02
    And every invariant holds

  Example: No credit is paid out while debt is present
    When Anne accounts for released goods worth $1,000.00
    And Anne pays $600.00 by edi
    And Anne asks for her credit back
    Then the refusal is DEBT_PRESENT

  Example: A large credit is paid out without being asked for
    When Anne pays $1,000.00 by edi
    And time moves to 2026-01-16
    Then $1,000.00 is paid to Anne on 2026-02-13

  Example: A cheque that comes back is a credit again
    When Anne pays $600.00 by edi
    And Anne asks for her credit back
    And time moves to 2026-02-02
    And the cheque to Anne comes back
    Then Anne has a credit of $600.00
    And every invariant holds

  Example: Once an account is referred, a payment goes to its oldest debt, whichever was chosen
    Given Anne accounts for released goods worth $1,000.00
    When time moves to 2026-05-01
    And Anne accounts for released goods worth $2,000.00
    And Anne pays $100.00 by edi for that declaration
    Then the declaration is open for $100.00
