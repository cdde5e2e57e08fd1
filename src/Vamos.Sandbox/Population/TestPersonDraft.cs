namespace Vamos.Sandbox.Population;

/// <summary>What test people have in common where their story says nothing else. No chance is involved.</summary>
internal sealed class TestPersonDraft(DateOnly today)
{
    // Above every id that a generated person gets.
    private const int LetteredIds = 100_000_000;

    public SimulatedPerson Person(int number, PersonName name, Sex sex, int age, char? letter = null, Kinship kinship = Kinship.Head) => new()
    {
        Id = letter is null ? number : number + LetteredIds,
        Cedula = new Cedula(number, letter),
        Name = name,
        Sex = sex,
        BirthDate = today.AddYears(-age).AddDays(-120),
        Kinship = kinship,
        Health = new Health(Insurance.None, false, false, false, age < 6 ? Vaccination.Complete : Vaccination.NotAsked),
        Schooling = age < 6 ? Schooling.None : new Schooling(SchoolLevel.BasicFirstToSixth, 6, false),
    };

    public static Dwelling Dwelling(double welfare) => welfare < 0.25
        ? new Dwelling(
            Walls.Stakes, Floor.Earth, Roof.Straw, Tenure.Owned, Rooms: 1, Bedrooms: 1, HasKitchen: false, Fuel.Firewood,
            Bathroom.None, Sanitation.Latrine, WaterSource.Well, WaterSupply.OffPlot, HasElectricity: false, Waste.Burnt)
        : new Dwelling(
            Walls.Brick, Floor.Tile, Roof.RoofTile, Tenure.Owned, Rooms: 4, Bedrooms: 2, HasKitchen: true, Fuel.Gas,
            Bathroom.ElectricShower, Sanitation.CesspitToilet, WaterSource.PublicNetwork, WaterSupply.InDwelling, HasElectricity: true, Waste.Lorry);

    public static Assets Assets(double welfare) => welfare < 0.25
        ? new Assets(true, false, false, false, false, false, false, false, false)
        : new Assets(true, false, true, true, false, welfare > 0.6, welfare > 0.6, false, true);
}
