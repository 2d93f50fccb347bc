# CBSA, Electronic Commerce Client Requirements Document (not public: the simulation's own tables); CARM, corrections and
# adjustments by EDI (ghy.com); SOR/86-1062 s. 2.2
@edi
Feature: Declarations by EDI

  Background:
    Given importer Anne is enrolled in release prior to payment
    And goods of Anne are released

  Example: An original is accepted
    When Anne sends the declaration by EDI
    Then the answer accepts version 1 for $50.00
    And Anne owes $50.00

  Example: A change is the next version
    When Anne sends the declaration by EDI
    And Anne sends a change of version 1 to $2,000.00 by EDI
    Then the answer accepts version 2 for $100.00
    And Anne owes $100.00

  Example: After the payment due date a change waits for an officer
    When Anne sends the declaration by EDI
    And time moves to 2025-01-10
    And Anne sends a change of version 1 to $2,000.00 by EDI for R3-32.2.VFD
    Then the answer is UNDER_REVIEW
    And the declaration is at version 1

  Example: A declaration that is wrong is answered with its findings
    Given the declaration names the office 9999
    When Anne sends the declaration by EDI
    Then the answer rejects it with CAD-E040+CAD-E130
    And nothing is posted

  Example: What is missing in one message costs no other message anything
    When Anne sends two declarations by EDI, the first without a date of direct shipment
    Then the first answer says that Date of direct shipment is missing
    And the second declaration is accepted

  Example: What a broker sends is its client's only with authority
    Given broker Beth
    When Beth sends the declaration by EDI
    Then the answer rejects it with CAD-E020
    Given Anne has given Beth authority
    When Beth sends the declaration by EDI
    Then the answer accepts version 1 for $50.00
