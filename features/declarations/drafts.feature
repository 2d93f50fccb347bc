@declarations
Feature: Drafts

  Background:
    Given importer Anne is enrolled in release prior to payment
    And goods of Anne are released

  Example: A draft is completed and submitted
    When Anne saves a draft without the goods
    And Anne completes the draft
    And Anne submits the draft
    Then the declaration is accepted for $50.00

  Example: An unfinished draft cannot be submitted
    When Anne saves a draft without the goods
    And Anne submits the draft
    Then the refusal is INVALID_INPUT
    And nothing is posted

  Example: Two people change one draft
    When Anne saves a draft without the goods
    And Anne completes the draft
    And Anne changes the draft as it was at revision 1
    Then the refusal is DRAFT_CHANGED
