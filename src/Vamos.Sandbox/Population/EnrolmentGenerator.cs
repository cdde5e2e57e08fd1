namespace Vamos.Sandbox.Population;

/// <summary>Puts people on the rolls of programmes, roughly as their rules have it, with the mistakes that rolls have.</summary>
internal sealed class EnrolmentGenerator(Dice dice, DateOnly today)
{
    public const int LastTekoporaInstalment = 72;

    public SimulatedHousehold Enrol(SimulatedHousehold household)
    {
        var members = household.Members.ToList();
        if (household.Welfare < 0.38 && members.Any(NeedsTekopora) && dice.Chance(0.7))
        {
            var payee = members.FindIndex(IsWomanInCharge);
            EnrolInTekopora(members, payee < 0 ? 0 : payee);
        }

        if (household is { Area: Area.Urban, Welfare: < 0.45 } && dice.Chance(0.06))
            Add(members, 0, new Enrolment(Programme.Tekoha, EnrolmentState.Active, Ago(200, 3_000), null, null, dice.Between(2, 9) * 50_000L, null));

        for (var i = 0; i < members.Count; i++)
        {
            if (Pension(members[i], household.Welfare) is { } pension)
                Add(members, i, pension);
        }

        return household with { Members = members };
    }

    private bool NeedsTekopora(SimulatedPerson person) => person.AgeOn(today) <= 18 || person.IsPregnant || person.Disability is not null;

    private static bool IsWomanInCharge(SimulatedPerson person) => person is { Sex: Sex.Female, Kinship: Kinship.Head or Kinship.Spouse };

    private void EnrolInTekopora(List<SimulatedPerson> members, int payee)
    {
        var instalment = dice.Between(1, LastTekoporaInstalment);
        var since = today.AddMonths(-instalment).AddDays(-dice.Between(0, 20));
        var amount = (200 + (dice.Between(0, 8) * 35)) * 1_000L;
        var (state, reason) = instalment == LastTekoporaInstalment && dice.Chance(0.5) ? (EnrolmentState.Graduated, "CUMPLIO 72 CUOTAS")
            : dice.Chance(0.08) ? (EnrolmentState.Suspended, "INCUMPLIMIENTO DE CORRESPONSABILIDAD")
            : dice.Chance(0.04) ? (EnrolmentState.Excluded, "SUPERA EL INDICE")
            : (EnrolmentState.Active, (string?)null);
        var until = state is EnrolmentState.Graduated or EnrolmentState.Excluded ? today.AddDays(-dice.Between(1, 30)) : (DateOnly?)null;
        Add(members, payee, new Enrolment(Programme.Tekopora, state, since, until, instalment, amount, reason));

        if (instalment > 36 && state is EnrolmentState.Active or EnrolmentState.Graduated && dice.Chance(0.15))
            Add(members, payee, new Enrolment(Programme.Tenondera, EnrolmentState.Active, Ago(30, 700), null, null, 1_500_000, null));
    }

    private Enrolment? Pension(SimulatedPerson person, double welfare)
    {
        if (person.AgeOn(today) < 66 || person.Cedula is null || person.OtherIncome.Retirement > 0 || !dice.Chance(welfare < 0.6 ? 0.75 : 0.3))
            return null;
        var since = Ago(60, (person.AgeOn(today) - 65) * 360);
        return person.DeathDate is { } death && dice.Chance(0.8)
            ? new Enrolment(Programme.OlderAdultsPension, EnrolmentState.Excluded, since, death.AddDays(30), null, 724_762, "FALLECIDO")
            : new Enrolment(Programme.OlderAdultsPension, EnrolmentState.Active, since, null, null, 724_762, null);
    }

    private DateOnly Ago(int minDays, int maxDays) => today.AddDays(-dice.Between(minDays, Math.Max(minDays, maxDays)));

    private static void Add(List<SimulatedPerson> members, int index, Enrolment enrolment) =>
        members[index] = members[index] with { Enrolments = [.. members[index].Enrolments, enrolment] };
}
