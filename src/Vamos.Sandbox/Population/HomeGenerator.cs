namespace Vamos.Sandbox.Population;

/// <summary>Draws dwellings and belongings that go with how well off a household is.</summary>
internal sealed class HomeGenerator(Dice dice)
{
    public Dwelling Dwelling(double welfare, Area area, int members)
    {
        var rooms = Math.Clamp((int)Math.Round((welfare * 5) + dice.Between(0.5, 2)), 1, 9);
        var lorryComes = area == Area.Urban && dice.Chance(0.3 + (welfare * 0.7));
        return new Dwelling(
            dice.Scaled(welfare, Walls.ScrapSheet, Walls.Stakes, Walls.Adobe, Walls.Wood, Walls.Brick, Walls.Brick, Walls.Brick),
            dice.Scaled(welfare, Floor.Earth, Floor.Earth, Floor.Wood, Floor.Brick, Floor.Cement, Floor.Tile, Floor.Ceramic, Floor.Parquet),
            dice.Scaled(welfare, Roof.Straw, Roof.Straw, Roof.Zinc, Roof.FibreCement, Roof.RoofTile, Roof.RoofTile),
            area == Area.Rural ? dice.Of([Tenure.Owned, Tenure.Owned, Tenure.Lent, Tenure.Occupied])
                : dice.Of([Tenure.Owned, Tenure.Owned, Tenure.Rented, Tenure.PayingOff, Tenure.Lent, Tenure.Occupied]),
            rooms,
            Math.Clamp(dice.Between(1, Math.Max(1, members / 2)), 1, rooms),
            dice.Chance(0.3 + (welfare * 0.7)),
            area == Area.Rural ? dice.Scaled(welfare, Fuel.Firewood, Fuel.Firewood, Fuel.Charcoal, Fuel.Gas)
                : dice.Scaled(welfare, Fuel.Firewood, Fuel.Charcoal, Fuel.Gas, Fuel.Gas, Fuel.Electricity),
            dice.Scaled(welfare, Bathroom.None, Bathroom.WithoutShower, Bathroom.PlainShower, Bathroom.ElectricShower, Bathroom.WaterHeater),
            area == Area.Rural ? dice.Scaled(welfare, Sanitation.None, Sanitation.Latrine, Sanitation.MunicipalLatrine, Sanitation.CesspitToilet)
                : dice.Scaled(welfare, Sanitation.Latrine, Sanitation.MunicipalLatrine, Sanitation.CesspitToilet, Sanitation.SewerToilet),
            area == Area.Rural ? dice.Scaled(welfare, WaterSource.Stream, WaterSource.Spring, WaterSource.Well, WaterSource.PumpedWell)
                : dice.Scaled(welfare, WaterSource.Well, WaterSource.PumpedWell, WaterSource.PrivateNetwork, WaterSource.PublicNetwork),
            dice.Scaled(welfare, WaterSupply.OffPlot, WaterSupply.OnPlot, WaterSupply.InDwelling, WaterSupply.InDwelling),
            dice.Chance(area == Area.Urban ? 0.99 : 0.85 + (welfare * 0.15)),
            lorryComes ? Waste.Lorry : dice.Of([Waste.Burnt, Waste.Burnt, Waste.Pit, Waste.Yard, Waste.Cart]));
    }

    public Assets Assets(double welfare) => new(
        MobilePhone: dice.Chance(0.75 + (welfare * 0.25)),
        Landline: dice.Chance(welfare * 0.3),
        Refrigerator: dice.Chance(0.4 + (welfare * 0.6)),
        WashingMachine: dice.Chance(0.2 + (welfare * 0.8)),
        WaterHeater: dice.Chance(welfare * 0.4),
        AirConditioner: dice.Chance(welfare * 0.7),
        Car: dice.Chance(welfare * 0.6),
        Lorry: dice.Chance(welfare * 0.06),
        Motorcycle: dice.Chance(0.45));
}
