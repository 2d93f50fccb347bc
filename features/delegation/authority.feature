# Customs Act s. 10; CARM delegation of authority: the provider asks, the client approves
@delegation
Feature: Authority of brokers and trade consultants

  Background:
    Given importer Anne is enrolled in release prior to payment
    And broker Bruno

  Example: Without authority a broker files nothing
    Given goods of Anne are released
    When Bruno submits the declaration
    Then the declaration is rejected with CAD-E020

  Example: Asking is not enough
    Given goods of Anne are released
    When Bruno asks Anne for authority
    And Bruno submits the declaration
    Then the declaration is rejected with CAD-E020

  Example: What the client approves, the broker may do
    Given goods of Anne are released
    When Bruno asks Anne for authority
    And Anne approves the authority
    And Bruno submits the declaration
    Then the declaration is accepted for $50.00

  Example: A revoked authority ends at once, and what was accepted stays
    Given goods of Anne are released
    When Bruno asks Anne for authority
    And Anne approves the authority
    And Bruno submits the declaration
    And Anne revokes the authority
    Then Anne owes $50.00
    Given goods of Anne are released
    When Bruno submits the declaration
    Then the declaration is rejected with CAD-E020

  Example: An authority is decided once
    When Bruno asks Anne for authority
    And Anne approves the authority
    And Anne approves the authority
    Then the refusal is AUTHORITY_DECIDED
