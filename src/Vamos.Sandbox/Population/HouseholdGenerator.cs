namespace Vamos.Sandbox.Population;

using Vamos.Contracts.Territory;
using static Vamos.Sandbox.Population.PersonGenerator;

/// <summary>Draws whole households: a couple or a single head, their children, now and then a grandparent or a grandchild.</summary>
internal sealed class HouseholdGenerator(Dice dice, DateOnly today)
{
    private readonly PersonGenerator _people = new(dice, new CedulaIssuer(dice), today);
    private readonly HomeGenerator _homes = new(dice);
    private readonly EnrolmentGenerator _enrolments = new(dice, today);
    private int _nextId = 1;

    public SimulatedHousehold Draw(District district, Area area)
    {
        var welfare = Math.Clamp((dice.Between(0.0, 1.0) + dice.Between(0.0, 1.0)) / 2 + (area == Area.Urban ? 0.1 : -0.1), 0, 1);
        var indigenous = area == Area.Rural && dice.Chance(TerritoryAllocation.IndigenousShare(district))
            ? new IndigenousBelonging(dice.Of(NameStock.Peoples), dice.Of(NameStock.Communities), dice.Chance(0.8))
            : null;
        var setting = new HouseholdSetting(indigenous is null ? welfare : welfare * 0.5, indigenous);
        var members = DrawMembers(setting);
        var household = new SimulatedHousehold
        {
            Id = _nextId++,
            District = district,
            Area = area,
            Neighbourhood = dice.Of(NameStock.Neighbourhoods),
            Address = area == Area.Urban
                ? $"{dice.Of(NameStock.Surnames)} {dice.Between(100, 2_900)}"
                : $"Compañía {dice.Of(NameStock.Neighbourhoods)}, km {dice.Between(1, 60)}",
            Welfare = setting.Welfare,
            Dwelling = _homes.Dwelling(setting.Welfare, area, members.Count),
            Assets = _homes.Assets(setting.Welfare),
            Cattle = area == Area.Rural && dice.Chance(0.5) ? (int)(setting.Welfare * setting.Welfare * dice.Between(0, 120)) : 0,
            InterviewedOn = dice.Chance(0.88) ? today.AddDays(-dice.Between(30, 2_200)) : null,
            Members = members,
        };
        return _enrolments.Enrol(household);
    }

    private List<SimulatedPerson> DrawMembers(HouseholdSetting setting)
    {
        var headAge = dice.Chance(0.2) ? dice.Between(60, 95) : dice.Between(20, 64);
        var hasCouple = dice.Chance(headAge < 70 ? 0.65 : 0.4);
        var headSex = hasCouple ? (dice.Chance(0.75) ? Sex.Male : Sex.Female) : (dice.Chance(0.65) ? Sex.Female : Sex.Male);
        var headSurnames = _people.Surnames();
        var alone = headAge > 65 && dice.Chance(0.5) ? CivilStatus.Widowed : dice.Of([CivilStatus.Unmarried, CivilStatus.Unmarried, CivilStatus.Divorced]);
        List<SimulatedPerson> members =
        [
            _people.Draw(new Profile(setting, headAge, headSex, Kinship.Head, hasCouple ? CivilStatus.Married : alone, headSurnames)),
        ];

        var spouseSurnames = _people.Surnames();
        var motherAge = headAge;
        if (hasCouple)
        {
            var spouseAge = Math.Max(18, headAge + dice.Between(-6, 4));
            var spouseSex = headSex == Sex.Male ? Sex.Female : Sex.Male;
            motherAge = headSex == Sex.Female ? headAge : spouseAge;
            var married = spouseSex == Sex.Female && dice.Chance(0.6) ? $"de {headSurnames.First}" : null;
            members.Add(_people.Draw(new Profile(setting, spouseAge, spouseSex, Kinship.Spouse, CivilStatus.Married, spouseSurnames, married)));
        }

        var childSurnames = (headSurnames.First, spouseSurnames.First);
        var childAge = motherAge - dice.Between(18, 26);
        for (var left = ChildrenOf(motherAge, setting.Welfare); left > 0 && childAge >= 0; left--)
        {
            if (childAge <= 27)
                members.Add(_people.Draw(new Profile(setting, childAge, EitherSex(), Kinship.Child, CivilStatus.Unmarried, childSurnames)));
            childAge -= dice.Between(1, 4);
        }

        if (headAge < 50 && dice.Chance(0.1))
        {
            var age = headAge + dice.Between(20, 30);
            members.Add(_people.Draw(new Profile(setting, age, EitherSex(), Kinship.OtherRelative, CivilStatus.Widowed, _people.Surnames())));
        }

        if (headAge > 50 && dice.Chance(0.25))
            members.Add(_people.Draw(new Profile(setting, dice.Between(0, 14), EitherSex(), Kinship.Grandchild, CivilStatus.Unmarried, childSurnames)));
        return members;
    }

    private int ChildrenOf(int motherAge, double welfare) => motherAge > 68 ? 0 : dice.Between(0, welfare < 0.35 ? 6 : 4);

    private Sex EitherSex() => dice.Chance(0.5) ? Sex.Male : Sex.Female;
}
