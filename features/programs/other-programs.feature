# SOR/86-1062 ss. 14, 15; CES 2.0 incident CS0016172; CARM Bulletin 5414; CARM bulletins on delegation
@programs
Feature: Rarer programs

  Rule: The CBSA accounts by its administrative account for a first-time importer without a business number

    Example: The goods are released once paid for
      When an officer accounts for goods of the visitor Dolores worth $1,000.00
      Then the declaration is AWAITING_PAYMENT
      When Dolores pays $50.00 at the office for them
      Then the declaration is RELEASED
      And every invariant holds

    Example: Nobody else uses that account
      Given importer Anne is enrolled in release prior to payment
      When Anne accounts for goods of the visitor Dolores worth $1,000.00
      Then the declaration is rejected with CAD-E020

  Rule: A declaration of before CARM is declared as it was, and posts nothing until it is adjusted

    Example: An adjustment charges the difference alone
      Given importer Anne is enrolled in release prior to payment
      And a B3 of Anne worth $1,000.00 was accepted on 2024-05-06
      When Anne declares it as it was
      Then the declaration is accepted for $50.00
      And Anne owes $0.00
      When Anne asks for an adjustment to $1,200.00 by reason R3-32.2.VFD and it is approved
      Then Anne owes $10.00

  Rule: Goods under interim accounting for their use are accounted for within a year of its end

    Example: Machinery lent for a construction that ended in March
      Given importer Anne is enrolled in release prior to payment
      And Anne imports for National Defence
      When Anne accounts for goods whose use ended on 2024-03-01
      Then the declaration is accepted for $50.00
      And the declaration is due on 2024-11-04

    Example: For goods of National Defence and its contractors alone
      Given importer Anne is enrolled in release prior to payment
      When Anne accounts for goods whose use ended on 2024-03-01
      Then the declaration is rejected with CAD-E233

  Rule: A trade consultant with authority asks for adjustments, and does not declare

    Example: A declaration by a consultant
      Given importer Anne is enrolled in release prior to payment
      And trade consultant Carol
      And Anne has given Carol authority
      And goods of Anne are released
      When Carol submits the declaration
      Then the declaration is rejected with CAD-E020
