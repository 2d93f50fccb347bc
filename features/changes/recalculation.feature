# CES 2.0, CS0016355: declarations assessed with wrong exchange rates while the rate service was down
@changes
Feature: Mass recalculation

  Background:
    Given today is 2024-11-04
    And importer Anne is enrolled in release prior to payment
    And the exchange-rate service is down and the defect of CES 2.0 is in
    And goods of Anne are released
    And the invoice is in USD
    And Anne submits the declaration
    And the exchange-rate service comes back

  Example: Declarations with a provisional rate are found, previewed and assessed anew
    When the officer previews a recalculation of declarations with a provisional rate
    Then the preview names 1 declaration
    And the declaration is at version 1
    When the officer runs the recalculation
    Then the declaration is at version 2
    And every invariant holds

  Example: A recalculation is undone without a trace in the balance
    When the officer previews a recalculation of declarations with a provisional rate
    And the officer runs the recalculation
    And the officer undoes the recalculation
    Then Anne owes what was assessed at first
    And every invariant holds
