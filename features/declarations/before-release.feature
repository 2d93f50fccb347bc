# Customs Act s. 32(1); Customs Notices 25-22, 25-23
@declarations
Feature: Accounting and payment before release (type C)

  Background:
    Given importer Dora is not enrolled in release prior to payment

  Example: Goods are released once they are paid for
    Given goods of Dora are not released yet
    When Dora submits the declaration
    Then the declaration is accepted for $50.00
    And the declaration is AWAITING_PAYMENT
    When Dora pays $50.00 by debit-card for that declaration
    Then the declaration is RELEASED
    And Dora owes $0.00
    And every invariant holds

  Example: Part of the amount releases nothing
    Given goods of Dora are not released yet
    When Dora submits the declaration
    And Dora pays $49.99 by debit-card for that declaration
    Then the refusal is CHOSEN_NOT_COVERED
    And the declaration is AWAITING_PAYMENT
    And Dora owes $50.00

  Example: Without enrolment nothing is released before payment
    Given goods of Dora are released
    Then the refusal is NOT_ENROLLED_IN_RPP

  Example: An exporter account cannot account for imports
    Given Emil has an exporter account only
    And goods of Emil are not released yet
    When Emil submits the declaration
    Then the declaration is rejected with CAD-E090

  Example: More is found to be owed before they are paid for
    Given goods of Dora are not released yet
    When Dora submits the declaration
    And time moves to 2024-11-05
    And Dora asks for an adjustment to $1,200.00 by reason R3-32.2.VFD and it is approved
    And Dora pays $50.00 by debit-card
    Then the declaration is AWAITING_PAYMENT
    When Dora pays $10.00 by debit-card
    Then the declaration is RELEASED
    And every invariant holds
