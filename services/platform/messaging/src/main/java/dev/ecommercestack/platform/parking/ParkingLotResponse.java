package dev.ecommercestack.platform.parking;

/**
 * A parking lot.
 *
 * @param queue whose
 * @param messages how many are in it
 */
record ParkingLotResponse(String queue, String parkingLot, long messages) {}
