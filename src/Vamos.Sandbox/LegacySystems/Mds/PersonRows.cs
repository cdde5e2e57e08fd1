namespace Vamos.Sandbox.LegacySystems.Mds;

using Vamos.Sandbox.Population;

/// <summary>The ministry's register of people: everybody with a cédula, whether a form was filled or not.</summary>
internal sealed class PersonRows(DateOnly today)
{
    /// <summary>Keys of rows that repeat another.</summary>
    public const long DuplicateIds = 500_000_000;

    public IEnumerable<LegacyRow> Of(SimulatedHousehold household, SimulatedPerson person)
    {
        if (person.Cedula is null)
            yield break;
        var row = Row(household, person, person.Id);
        yield return row;

        // The same person was entered twice, by another clerk, some time before.
        if (person.Id == TestPeople.ManWithSalary || Untidiness.Pick(person.Id, 10, 211) == 0)
        {
            var earlier = Row(household, person, DuplicateIds + person.Id);
            earlier["fecha_ultima_modificacion"] = Untidiness.Stamp(today.AddDays(-3_000), person.Id);
            yield return earlier;
        }
    }

    /// <summary>What other bodies reported against a pension.</summary>
    public IEnumerable<LegacyRow> ObjectionsTo(SimulatedPerson person)
    {
        if (person.OtherIncome.Retirement > 0)
            yield return Objection(person, provider: 301, kind: 22, "JUBILADO DE IPS");
        if (person.Work is { IsRegistered: true })
            yield return Objection(person, provider: 301, kind: 21, "EMPLEADO SEGUN IPS");
    }

    private LegacyRow Objection(SimulatedPerson person, int provider, int kind, string remarks) => new(MdsSchema.Objecion)
    {
        ["id_objecion_ele_pen"] = ((long)person.Id * 100) + kind,
        ["id_persona"] = person.Id,
        ["id_proveedor_dat_ext"] = provider,
        ["numero_tipo_obj_ele_pen"] = kind,
        ["es_objecion_ele_pen_inactiva"] = 0,
        ["fecha_ultima_actualizacion"] = Untidiness.Date(today.AddDays(-40), person.Id),
        ["observaciones"] = LegacyText.Encode(remarks),
    };

    private static bool IsTransfer(Enrolment enrolment) => enrolment is { Programme: Programme.Tekopora, State: EnrolmentState.Active };

    private LegacyRow Row(SimulatedHousehold household, SimulatedPerson person, long id)
    {
        var pension = person.Enrolments.FirstOrDefault(enrolment => enrolment.Programme == Programme.OlderAdultsPension);
        var interviewed = household.InterviewedOn;
        return new LegacyRow(MdsSchema.Persona)
        {
            ["id_persona"] = id,
            ["codigo_persona"] = $"P{id:000000000}",
            ["nombre_persona"] = LegacyText.Encode(person.Name.Full),
            ["numero_cedula"] = Untidiness.Cedula(person.Cedula!.Value, id),
            ["fecha_vencimiento_cedula"] = Untidiness.Date(today.AddDays(Untidiness.Pick(id, 11, 3_000) - 300), id),
            ["primer_nombre"] = LegacyText.Encode(person.Name.FirstGiven),
            ["segundo_nombre"] = LegacyText.Encode(person.Name.SecondGiven),
            ["primer_apellido"] = LegacyText.Encode(person.Name.FirstSurname),
            ["segundo_apellido"] = LegacyText.Encode(person.Name.SecondSurname),
            ["apellido_casada"] = LegacyText.Encode(person.Name.MarriedSurname),
            ["fecha_nacimiento"] = Untidiness.Date(person.BirthDate, id),
            ["numero_sexo_persona"] = MdsCodes.Of(person.Sex),
            ["numero_estado_civil"] = MdsCodes.Of(person.CivilStatus),
            ["es_paraguayo_natural"] = 1,
            ["es_indigena"] = person.Indigenous is null ? 0 : 1,
            ["id_etnia_indigena"] = person.Indigenous is { } belonging ? long.Parse(belonging.People) : null,
            ["nombre_comunidad_indigena"] = LegacyText.Encode(person.Indigenous?.Community),
            ["es_comunidad_registrada_indi"] = person.Indigenous is { } community ? (community.IsRegistered ? 1 : 0) : null,
            ["id_departamento"] = TerritoryRows.DepartmentId(household.District.Department.ElectoralCode),
            ["id_distrito"] = TerritoryRows.DistrictId(household.District.ElectoralCode),
            ["numero_tipo_area"] = MdsCodes.Of(household.Area),
            ["direccion"] = LegacyText.Encode(household.Address),
            ["certificado_defuncion"] = person.DeathDate is null ? null : $"RC-{id % 1_000_000}",
            ["fecha_certificado_defuncion"] = Untidiness.Date(person.DeathDate, id),
            ["es_cer_defuncion_anulado"] = 0,
            ["certificado_discapacidad"] = person.Disability?.Certificate,
            ["fecha_certificado_discapacidad"] = Untidiness.Date(person.Disability?.CertifiedOn, id),
            ["es_discapacidad_severa"] = person.Disability is { Certificate: not null, IsSevere: true } ? 1 : 0,
            ["es_persona_con_empleo"] = person.Work is { IsRegistered: true } ? 1 : 0,
            ["es_persona_con_jubilacion"] = person.OtherIncome.Retirement > 0 ? 1 : 0,
            ["es_persona_con_pension"] = pension is { State: EnrolmentState.Active } ? 1 : 0,
            ["es_persona_con_subsidio"] = person.Enrolments.Any(IsTransfer) ? 1 : 0,
            ["monto_pension"] = pension is null ? null : Untidiness.Money(pension.Amount, id),
            ["numero_condicion_pension"] = pension is null ? null : pension.State == EnrolmentState.Excluded ? 4 : 5,
            ["numero_causa_rev_pension"] = pension is { State: EnrolmentState.Excluded } ? 12 : null,
            ["id_ficha_persona"] = interviewed is null ? null : person.Id,
            ["fecha_ficha_persona"] = Untidiness.Date(interviewed, id),
            ["indice_calidad_vida"] = interviewed is null ? null : HouseholdFormRows.Index(household),
            ["fecha_ultima_modificacion"] = Untidiness.Stamp((interviewed ?? today.AddDays(-700)).AddDays(Untidiness.Pick(id, 12, 25)), id),
        };
    }
}
