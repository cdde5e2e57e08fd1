namespace Vamos.Adapters.Mds;

using Vamos.Translation;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;

/// <summary>The tables about people and households, and what their rows mean. Places and peoples are needed to read them.</summary>
internal sealed class MdsTables
{
    private static readonly string[] NameColumns = ["primer_nombre", "segundo_nombre", "primer_apellido", "segundo_apellido", "apellido_casada"];

    // A household's records are every member's, and what was seen at the visit stands in for what the register lacks.
    private static readonly FactKinds OfForms = FactKinds.Of(
        FactKind.Person, FactKind.Household, FactKind.Enrollment, FactKind.Pregnancy, FactKind.Livestock, FactKind.Retirement);

    private readonly MdsLists _lists;

    public MdsTables(MdsLists lists)
    {
        _lists = lists;
        Persons = new()
        {
            Name = "persona",
            Key = "id_persona",
            HasCedula = true,
            Names = [.. NameColumns, "nombre_comunidad_indigena"],
            Texts =
            [
                "fecha_nacimiento", "certificado_defuncion", "fecha_certificado_defuncion", "certificado_discapacidad", "fecha_certificado_discapacidad",
                "fecha_ultima_modificacion",
            ],
            Numbers =
            [
                "numero_sexo_persona", "numero_estado_civil", "es_paraguayo_natural", "es_indigena", "id_etnia_indigena", "es_comunidad_registrada_indi",
                "id_departamento", "id_distrito", "numero_tipo_area", "es_cer_defuncion_anulado", "es_discapacidad_severa",
            ],
            Kind = FactKind.Person,
            Touches = FactKinds.Of(FactKind.Person, FactKind.Disability),
            Translate = ReadPerson,
        };
        Forms = new()
        {
            Name = "ficha_hogar",
            Key = "id_ficha_hogar",
            Names = ["nombre_barrio"],
            Texts = ["codigo_ficha_hogar", "fecha_entrevista", "indice_calidad_vida", "fecha_ultima_modificacion"],
            Numbers = ["id_departamento", "id_distrito", "numero_tipo_area", "cantidad_ganado_vacuno", "es_ficha_hogar_inactiva"],
            Kind = FactKind.Household,
            Touches = OfForms,
            Translate = ReadForm,
        };
    }

    public MdsTable<PersonRow> Persons { get; }

    public MdsTable<FormRow> Forms { get; }

    public MdsTable<MemberRow> Members { get; } = new()
    {
        Name = "ficha_persona",
        Key = "id_ficha_persona",
        HasCedula = true,
        Names = NameColumns,
        Texts = ["fecha_nacimiento", "monto_ingreso_jubilacion", "total_ingreso_mensual"],
        Numbers =
        [
            "id_ficha_hogar", "numero_orden_identificacion", "numero_sexo_persona", "numero_estado_civil", "numero_tipo_persona_hogar",
            "numero_siono_embarazo", "numero_clase_impedimento", "numero_siono_asistencia_esc", "es_ficha_persona_inactiva",
        ],
        Kind = FactKind.Household,
        Touches = OfForms,
        Translate = ReadMember,
    };

    public MdsTable<ObjectionRow> Objections { get; } = new()
    {
        Name = "objecion_ele_pen",
        Key = "id_objecion_ele_pen",
        Texts = ["fecha_ultima_actualizacion"],
        Numbers = ["id_persona", "id_proveedor_dat_ext", "numero_tipo_obj_ele_pen", "es_objecion_ele_pen_inactiva"],
        Kind = FactKind.Retirement,
        Touches = FactKinds.Of(FactKind.Retirement, FactKind.Coverage),
        Translate = ReadObjection,
    };

    /// <summary>All of them, and the rolls.</summary>
    public IReadOnlyList<MdsTable> All => [Persons, Objections, Forms, Members, MdsRolls.Tekopora, .. MdsRolls.Others];

    private PersonRow ReadPerson(LegacyRecord record)
    {
        var subject = record.Cedula();
        var changed = record.Text("fecha_ultima_modificacion") ?? "";
        var provenance = MdsProvenance.Of("registro-personas", record.Date("fecha_ultima_modificacion"));
        var person = new Person
        {
            NationalId = subject,
            Name = record.PersonName(),
            BirthDate = record.Date("fecha_nacimiento"),
            Sex = record.Code("numero_sexo_persona", LegacyCodes.SexOf),
            MaritalStatus = record.Code("numero_estado_civil", LegacyCodes.MaritalStatusOf),
            NationalityStatus = record.Flag("es_paraguayo_natural") ? NationalityStatus.Natural : NationalityStatus.Unspecified,
            Indigenous = new IndigenousStatus
            {
                Indigenous = record.Flag("es_indigena"),
                People = _lists.PeopleOf(record),
                Community = record.Name("nombre_comunidad_indigena"),
            },
            Residence = new Place { DistrictCode = _lists.DistrictOf(record), Area = record.Code("numero_tipo_area", LegacyCodes.AreaOf) },
            Provenance = provenance,
        };
        if (record.Number("es_comunidad_registrada_indi") is not null)
            person.Indigenous.CommunityRegistered = record.Flag("es_comunidad_registrada_indi");

        var deathDate = record.Date("fecha_certificado_defuncion");
        if (!string.IsNullOrWhiteSpace(record.Text("certificado_defuncion")) && !record.Flag("es_cer_defuncion_anulado"))
            person.Death = new Death { Date = deathDate, Provenance = provenance };
        return new PersonRow(record.Key, subject, record.Issues, changed, person, ReadCertificate(record, provenance));
    }

    private static DisabilityCertificate? ReadCertificate(LegacyRecord record, Provenance provenance)
    {
        var number = record.Text("certificado_discapacidad")?.Trim();
        var since = record.Date("fecha_certificado_discapacidad");
        var severe = record.Flag("es_discapacidad_severa");
        return string.IsNullOrEmpty(number) ? null : new DisabilityCertificate
        {
            CertificateNumber = number,
            Degree = severe ? DisabilityDegree.Severe : DisabilityDegree.Unspecified,
            ValidFrom = since,
            Provenance = provenance,
        };
    }

    private FormRow ReadForm(LegacyRecord record)
    {
        var interview = record.Date("fecha_entrevista");
        if (interview is null)
            record.Note("fecha_entrevista", "missing, so nobody can tell when the form was true");
        var household = new HouseholdRecord
        {
            HouseholdId = record.Text("codigo_ficha_hogar") ?? "",
            Instrument = "ficha-hogar",
            InterviewDate = interview,
            Place = new Place
            {
                DistrictCode = _lists.DistrictOf(record),
                Area = record.Code("numero_tipo_area", LegacyCodes.AreaOf),
                Locality = record.Name("nombre_barrio"),
            },
            Provenance = MdsProvenance.Of("ficha-hogar", interview),
        };
        if (record.Take("indice_calidad_vida", LegacyIndex.Translate(record.Text("indice_calidad_vida"))) is { } index)
            household.QualityOfLifeIndex = index;
        var cattle = record.Number("cantidad_ganado_vacuno");
        if (cattle is < 0 or > int.MaxValue)
            record.Note("cantidad_ganado_vacuno", "not a count");
        var changed = record.Text("fecha_ultima_modificacion") ?? "";
        return new FormRow(record.Key, record.Issues, household.HouseholdId, changed, household, record.Issues.Count == 0 ? (int?)cattle : null);
    }

    private static MemberRow ReadMember(LegacyRecord record)
    {
        var subject = record.Cedula();
        var member = new HouseholdMember
        {
            NationalId = subject,
            MemberId = record.Text("numero_orden_identificacion") ?? "",
            Kinship = record.Code("numero_tipo_persona_hogar", LegacyCodes.KinshipOf),
            BirthDate = record.Date("fecha_nacimiento"),
            Sex = record.Code("numero_sexo_persona", LegacyCodes.SexOf),
        };
        if (record.YesNo("numero_siono_embarazo") is { } pregnant)
            member.Pregnant = pregnant;
        if (record.Code("numero_clase_impedimento", LegacyCodes.ImpairmentOf) is { } disability)
            member.Disability = disability;
        if (record.YesNo("numero_siono_asistencia_esc") is { } attends)
            member.AttendsSchool = attends;
        if (record.Money("total_ingreso_mensual") is { } income)
            member.MonthlyIncome = income;

        var person = new Person
        {
            NationalId = subject,
            Name = record.PersonName(),
            BirthDate = member.BirthDate,
            Sex = member.Sex,
            MaritalStatus = record.Code("numero_estado_civil", LegacyCodes.MaritalStatusOf),
        };
        return new MemberRow(
            record.Key, subject, record.Issues, record.Reference("id_ficha_hogar"), member, person, record.Money("monto_ingreso_jubilacion"));
    }

    private static ObjectionRow ReadObjection(LegacyRecord record)
    {
        var kind = record.Number("numero_tipo_obj_ele_pen") switch
        {
            21 => ObjectionKind.Employed,
            22 => ObjectionKind.Retired,
            _ => ObjectionKind.Other,
        };
        var provider = record.Code("id_proveedor_dat_ext", MdsLists.ProviderOf);
        return new ObjectionRow(record.Key, record.Issues, record.Reference("id_persona"), kind, provider, record.Date("fecha_ultima_actualizacion"));
    }
}
