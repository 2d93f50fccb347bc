# Customs Tariff ss. 80, 95(6), 96, 97, 113, 119; form K32
@recourse
Feature: Drawback of duties on exported goods

  Background:
    Given importer Anne is enrolled in release prior to payment
    And goods of Anne are released
    And the goods are T-shirts of CN under treatment 2
    And Anne submits the declaration
    And Anne pays $239.00 by edi
    And time moves to 2024-12-02
    # 10 T-shirts worth $1,000.00: $180.00 of duty, $59.00 of GST

  Rule: Duties go back by the share that was exported; GST does not

    Example: Four of ten are sent back as they came
      When Anne claims drawback for 4 of them sent to DE in the same condition
      Then the drawback claim comes to $72.00
      When an officer approves the drawback
      Then Anne has a credit of $72.00
      And every invariant holds

    Example: What was claimed cannot be claimed again
      When Anne claims drawback for 6 of them sent to DE in the same condition
      And Anne claims drawback for 5 of them sent to DE in the same condition
      Then the refusal is DRAWBACK_REFUSED

    Example: A refused claim takes up nothing
      When Anne claims drawback for 10 of them sent to DE in the same condition
      And an officer refuses the drawback
      And Anne claims drawback for 10 of them sent to DE in the same condition
      Then the drawback claim comes to $180.00
      And Anne owes $0.00

  Rule: Goods made into others and sent to the United States or Mexico get back no more than was paid there

    Example: $25.00 of duty paid in Mexico
      When Anne claims drawback for 10 of them processed and sent to MX where $25.00 was paid
      Then the drawback claim comes to $25.00

  Rule: No duty goes back twice

    Example: What was drawn back is not refunded as well
      When Anne claims drawback for 5 of them sent to DE in the same condition
      And an officer approves the drawback
      And Anne asks for an adjustment to $500.00 by reason R2-74-1-E.VFD and it is approved
      And time moves to 2024-12-03
      # $90.00 was drawn back; of the duty of $90.00 that is left, $45.00 would be
      Then Anne has a credit of $135.00
      And every invariant holds

  Rule: Duties are drawn back once they are paid and can be corrected no more

    Example: The declaration before its due date
      Given goods of Anne are released
      And Anne submits the declaration
      When Anne claims drawback for 5 of them sent to DE in the same condition
      Then the refusal is DRAWBACK_REFUSED
