# Customs Tariff ss. 80, 95(6), 96, 97, 113, 119; form K32
@recourse
Feature: Drawback of duties on exported goods

  Background:
    Given importer Anne is enrolled in release prior to payment
    And goods of Anne are released
    And the goods are T-shirts of CN under treatment 2
    And Anne submits the declaration
    # 10 T-shirts worth $1,000.00: $180.00 of duty, $59.00 of GST

  Rule: Duties go back by the share that was exported; GST does not

    Example: Four of ten are sent back as they came
      When Anne claims drawback for 4 of them sent to DE in the same condition
      Then the drawback claim comes to $72.00
      When an officer approves the drawback
      Then Anne owes $167.00
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
      And Anne owes $239.00

  Rule: Goods made into others and sent to the United States or Mexico get back no more than was paid there

    Example: $25.00 of duty paid in Mexico
      When Anne claims drawback for 10 of them processed and sent to MX where $25.00 was paid
      Then the drawback claim comes to $25.00
