# Customs Act s. 32; SOR/86-1062 ss. 10, 10.1; Customs Notices 24-37, 25-22
@declarations
Feature: Commercial Accounting Declaration

  Background:
    Given importer Anne is enrolled in release prior to payment

  Rule: A declaration is accepted, assessed and posted at once

    Example: Goods released before payment
      Given goods of Anne are released
      And the goods are T-shirts of DE under treatment 2
      When Anne submits the declaration
      Then the declaration is accepted for $239.00
      And revenue of duty grew by $180.00
      And revenue of GST grew by $59.00
      And Anne owes $239.00
      And every invariant holds

    Example: What would happen can be asked beforehand
      Given goods of Anne are released
      When Anne asks what would happen
      Then the answer is that it would be accepted for $50.00
      And nothing is posted

  Rule: Everything wrong is told at once, and nothing of a rejected declaration is posted

    Example: Several errors
      Given goods of Anne are released
      And the declaration names the office 9999
      And the goods are T-shirts of CN under treatment 10
      And the invoice says $900.00
      When Anne submits the declaration
      Then the declaration is rejected with CAD-E040+CAD-E060+CAD-E130+CAD-E220
      And every finding is in English and in French
      And nothing is posted

    Example: A rejected number may be used again
      Given goods of Anne are released
      And the invoice says $900.00
      When Anne submits the declaration
      Then the declaration is rejected with CAD-E220
      When the invoice says $1,000.00
      And Anne submits the declaration
      Then the declaration is accepted for $50.00

    Example: An accepted number may not
      Given goods of Anne are released
      When Anne submits the declaration
      And Anne submits the declaration
      Then the declaration is rejected with CAD-E050
      And Anne owes $50.00

    Example: A wrong check digit
      Given goods of Anne are released
      And the declaration has the transaction number 12345000000013
      When Anne submits the declaration
      Then the declaration is rejected with CAD-E200+CAD-E203

    Example: A SIMA measure is found and nothing is said of it
      Given goods of Anne are released
      And the goods are aluminum extrusions of China
      When Anne submits the declaration
      Then the declaration is rejected with CAD-E070

  Rule: A preference needs proof of origin, but not for a shipment of low value

    Example: T-shirts of the United States worth $3,300.01
      Given goods of Anne are released
      And the goods are T-shirts of US under treatment 10
      And the goods cost $3,300.01
      When Anne submits the declaration
      Then the declaration is rejected with CAD-E208

    Example: T-shirts of the United States worth $3,300.00
      Given goods of Anne are released
      And the goods are T-shirts of US under treatment 10
      And the goods cost $3,300.00
      When Anne submits the declaration
      Then the declaration is accepted for $165.00

  Rule: Accounting late is accepted and told

    Example: The sixth business day
      Given goods of Anne are released
      When time moves to 2024-11-13
      And Anne submits the declaration
      Then the declaration is accepted for $50.00
      And it carries the warning CAD-W204

  Rule: Only the importer, or a broker with its authority

    Example: A broker with authority
      Given broker Bert
      And Anne has given Bert authority
      And goods of Anne are released
      When Bert submits the declaration
      Then the declaration is accepted for $50.00
      And Anne owes $50.00

    Example: A broker without
      Given broker Bert
      And goods of Anne are released
      When Bert submits the declaration
      Then the declaration is rejected with CAD-E020

    Example: Another importer
      Given importer Carla is enrolled in release prior to payment
      And goods of Anne are released
      When Carla submits the declaration
      Then the declaration is rejected with CAD-E020
