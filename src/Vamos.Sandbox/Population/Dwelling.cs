namespace Vamos.Sandbox.Population;

public enum Walls
{
    Stakes,
    Adobe,
    Wood,
    Brick,
    ScrapSheet,
}

public enum Floor
{
    Earth,
    Wood,
    Brick,
    Cement,
    Tile,
    Ceramic,
    Parquet,
}

public enum Roof
{
    Straw,
    RoofTile,
    FibreCement,
    Zinc,
}

public enum Tenure
{
    Owned,
    PayingOff,
    Rented,
    Occupied,
    Lent,
}

public enum Fuel
{
    Firewood,
    Charcoal,
    Gas,
    Electricity,
}

public enum Bathroom
{
    None,
    WithoutShower,
    PlainShower,
    ElectricShower,
    WaterHeater,
}

public enum Sanitation
{
    None,
    Latrine,
    MunicipalLatrine,
    CesspitToilet,
    SewerToilet,
}

public enum WaterSource
{
    PublicNetwork,
    PrivateNetwork,
    PumpedWell,
    Well,
    Spring,
    Stream,
}

public enum WaterSupply
{
    InDwelling,
    OnPlot,
    OffPlot,
}

public enum Waste
{
    Lorry,
    Cart,
    Burnt,
    Pit,
    Yard,
}

/// <summary>A dwelling as the interviewer saw it.</summary>
public sealed record Dwelling(
    Walls Walls,
    Floor Floor,
    Roof Roof,
    Tenure Tenure,
    int Rooms,
    int Bedrooms,
    bool HasKitchen,
    Fuel Fuel,
    Bathroom Bathroom,
    Sanitation Sanitation,
    WaterSource WaterSource,
    WaterSupply WaterSupply,
    bool HasElectricity,
    Waste Waste);

/// <summary>What the household owns.</summary>
public sealed record Assets(
    bool MobilePhone,
    bool Landline,
    bool Refrigerator,
    bool WashingMachine,
    bool WaterHeater,
    bool AirConditioner,
    bool Car,
    bool Lorry,
    bool Motorcycle);
