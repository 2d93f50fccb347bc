# CBSA, common CAD errors (TCC24-144): the number stays the same through all versions, and all of them stay visible
@changes
Feature: Versions side by side

  Background:
    Given importer Anne is enrolled in release prior to payment
    And Anne accounts for released goods worth $1,000.00

  Example: What was declared otherwise, and what it did to the amounts
    When Anne corrects the goods to $2,000.00
    Then version 2 differs in invoices[0].value and adds $50.00

  Example: An officer's decision is a version like any other
    When time moves to 2024-12-02
    And the officer re-determines the value at $3,000.00
    Then version 2 is accepted for $150.00
    And Anne owes $150.00
    And every invariant holds
