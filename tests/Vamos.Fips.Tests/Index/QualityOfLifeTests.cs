namespace Vamos.Fips.Tests.Index;

using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.Index;
using Vamos.Fips.V1;

public sealed class QualityOfLifeTests
{
    private const string Member = "age:40 language:guarani level:secondary course:2 insurance:ips condition:healthy work:employer";

    private static readonly Gen<IntegratedProtectionForm> Forms =
        from walls in Gen.Choose(0, 9)
        from floor in Gen.Choose(0, 7)
        from sanitation in Gen.Choose(0, 6)
        from area in Gen.Choose(1, 2)
        from bedrooms in Gen.Choose(-1, 6)
        from phones in Gen.Choose(0, 3)
        from members in Gen.Choose(0, 1_000_000).ArrayOf()
        select new IntegratedProtectionForm
        {
            Interview = new Interview { Date = Date.From(FormText.Interview), Place = new Place { Area = (Area)area } },
            Dwelling = Bedrooms(new Dwelling { Walls = (WallMaterial)walls, Floor = (FloorMaterial)floor, Sanitation = (SanitationKind)sanitation }, bedrooms),
            Assets = new Assets { MobilePhone = phones % 2 == 1, LandLine = phones >= 2 },
            Members = { members.Select(Somebody) },
        };

    [Fact]
    public void Urban_maxima_sum_to_100_and_the_rural_ones_to_less()
    {
        var variables = IndexWeights.Published.Document.Variables;

        Assert.Equal(28, variables.Count);
        Assert.Equal(100m, variables.Sum(variable => variable.Classes.Max(entry => entry.Urban)));
        Assert.Equal(99.73m, variables.Sum(variable => variable.Classes.Max(entry => entry.Rural)));
        Assert.All(variables, variable => Assert.Equal((0m, 0m), (variable.Classes.Min(entry => entry.Urban), variable.Classes.Min(entry => entry.Rural))));
    }

    [Fact]
    public void Contributions_add_up_to_an_index_from_0_to_100() => Prop.ForAll(Forms.ToArbitrary(), form =>
    {
        var index = QualityOfLife.Of(form);
        if (form.Members.All(member => member is { HasHouseholdMember: true, HouseholdMember: false }))
            return index is null;
        return index is { Value: >= 0 and <= 100 }
            && Math.Abs(index.Contributions.Sum(contribution => contribution.Points) - index.Value) <= 1e-9
            && index.Contributions.All(contribution => contribution.Points >= 0 && contribution.Points <= contribution.Maximum)
            && index.Contributions.Count + index.MissingVariables.Count == 28
            && index.WeightsVersion.Length != 0
            && index.Contributions.All(contribution => contribution.Category.Length != 0 && contribution.Name.Length != 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Order_of_members_does_not_matter() => Prop.ForAll(Forms.ToArbitrary(), form =>
    {
        var reversed = form.Clone();
        reversed.Members.Clear();
        reversed.Members.Add(form.Members.Reverse());
        return Equals(QualityOfLife.Of(form), QualityOfLife.Of(reversed));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_bedrooms_never_lower_the_index() => Prop.ForAll(Forms.ToArbitrary(), form =>
    {
        var roomier = form.Clone();
        if (form.Dwelling.HasBedrooms)
            roomier.Dwelling.Bedrooms++;
        return QualityOfLife.Of(form) is not { } index || QualityOfLife.Of(roomier)!.Value >= index.Value;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Guests_change_nothing() => Prop.ForAll(Forms.ToArbitrary(), Gen.Choose(0, 1_000_000).ToArbitrary(), (form, seed) =>
    {
        var visited = form.Clone();
        var guest = Somebody(seed);
        guest.HouseholdMember = false;
        visited.Members.Insert(seed % (visited.Members.Count + 1), guest);
        return Equals(QualityOfLife.Of(form), QualityOfLife.Of(visited));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Answer_more_never_lowers_the_index() => Prop.ForAll(Forms.ToArbitrary(), form =>
    {
        var silent = form.Clone();
        silent.Dwelling = new Dwelling();
        return QualityOfLife.Of(form) is not { } index || QualityOfLife.Of(silent)!.Value <= index.Value;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("", "head age:40")]
    [InlineData("urban", "")]
    [InlineData("urban", "guest age:40")]
    public void Form_without_area_or_members_has_no_index(string area, string members) => Assert.Null(QualityOfLife.Of(FormText.Of(area, "", members)));

    [Fact]
    public void Empty_form_has_no_index() => Assert.Null(QualityOfLife.Of(new IntegratedProtectionForm()));

    [Fact]
    public void Category_is_told_in_Spanish_with_its_maximum()
    {
        var index = QualityOfLife.Of(FormText.Of("urban", "bedrooms:2", $"head {Member}; child age:1; child age:2; child age:3; child age:4"))!;

        var overcrowding = index.Contributions.Single(contribution => contribution.Variable == "overcrowding");
        Assert.Equal(
            ("Hacinamiento", "Más de 2 y hasta 3 personas por dormitorio", 1.35, 3.63),
            (overcrowding.Name, overcrowding.Category, overcrowding.Points, overcrowding.Maximum));
    }

    [Fact]
    public void Form_costs_microseconds()
    {
        var form = FormText.Of("rural", "bedrooms:2 walls:brick floor:tile", $"head {Member}; partner {Member}; child {Member}; child {Member}");
        for (var i = 0; i < 20_000; i++)
            QualityOfLife.Of(form);

        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 20_000; i++)
            QualityOfLife.Of(form);

        // 100,000 a second are wished on a quiet machine; this one may be anything but.
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    private static Dwelling Bedrooms(Dwelling dwelling, int bedrooms)
    {
        if (bedrooms >= 0)
            dwelling.Bedrooms = bedrooms;
        return dwelling;
    }

    private static FormMember Somebody(int seed)
    {
        var member = new FormMember
        {
            Kinship = (Kinship)(seed % 9),
            Language = (HomeLanguage)(seed % 6),
            Schooling = new Schooling { Level = (EducationLevel)(seed % 14), LastCourse = seed % 7 },
            Health = new HealthAnswers { Insurance = (HealthInsurance)(seed % 6), Condition = (HealthCondition)(seed % 5), ReceivedCare = seed % 3 == 0 },
            Work = new Work { Status = (LabourStatus)(seed % 9) },
        };
        if (seed % 11 != 0)
            member.BirthDate = new Date { Year = 1930 + (seed % 97), Month = seed % 13 };
        if (seed % 10 == 0)
            member.HouseholdMember = seed % 20 == 0;
        return member;
    }
}
