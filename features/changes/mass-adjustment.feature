# Customs Act ss. 32.2, 74; form BSF987; CBSA, adjustments after the payment due date
@changes
Feature: One change in many declarations

  Background:
    Given today is 2024-11-04
    And importer Anne is enrolled in release prior to payment
    And Anne accounts for 3 releases of T-shirts worth $1,000.00 each
    And Anne pays $717.00 by edi
    And time moves to 2024-12-02

  Example: T-shirts that were machine parts all along
    When Anne asks for all of them to be machine parts by reason R2-74-1-E.TC
    Then the mass adjustment is of 3 declarations
    When an officer approves the mass adjustment
    Then Anne has a credit of $540.00
    When an officer undoes the mass adjustment
    Then Anne owes $0.00
    And every invariant holds

  Example: A reason for amounts owing gives no refund
    When Anne asks for all of them to be machine parts by reason R3-32.2.TC
    Then the refusal is MASS_ADJUSTMENT_REFUSED

  Example: What waits for a decision is not asked for again
    When Anne asks for all of them to be machine parts by reason R2-74-1-E.TC
    And Anne asks for all of them to be machine parts by reason R2-74-1-E.TC
    Then the refusal is CASE_PENDING
