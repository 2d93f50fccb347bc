# CBSA, become an EDI client: apply, client profile, acceptance testing, go live; CES 2.0, partners not certified
@edi
Feature: Certification of a partner's software

  Background:
    Given importer Anne is enrolled in release prior to payment

  Example: An application is answered with what to send
    When Anne applies for certification by API
    Then the certification is PROFILE_CREATED
    And she is told 5 cases of the package valid

  Example: Software that passes every case is certified
    When Anne applies for certification by API
    And her software does all that it is told
    Then the certification is CERTIFIED
    And every invariant holds

  Example: A case that fails says why, and is tried again
    When Anne applies for certification by API
    And her software names the wrong office in the first case
    Then the first case has FAILED, for "expected cad.accepted, received cad.rejected CAD-E040 CAD-E130"
    When the first case is tried again
    Then the first case is PASSED

  Example: A package opens once the one before it is passed
    When Anne applies for certification by API
    And her software does all that it is told of the package valid
    Then she is told 4 cases of the package invalid
    And she is told 0 cases of the package volume

  Example: Where it is required, software is refused before it is certified
    Given only certified software may declare
    And goods of Anne are released
    When Anne submits the declaration
    Then the declaration is rejected with CAD-E020
    When Anne applies for certification by API
    And her software does all that it is told
    And Anne submits the declaration
    Then the declaration is accepted for $50.00
