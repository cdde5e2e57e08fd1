namespace Vamos.Fips.Instruments.Census;

using System.Globalization;
using Vamos.Beneficiary.V1;
using Vamos.Common.V1;
using Vamos.Fips.V1;
using Vamos.Translation;
using Vamos.Translation.Delimited;

/// <summary>
/// The two lists that the census of older adults left: whom municipalities propose (potenciales beneficiarios), and those whose household was visited
/// (censos validados), whose columns are those of the table that it was imported into. A line is a household of which only that much is known.
/// </summary>
internal static class CensusLayouts
{
    private const string CandidateColumns =
        "departamento;distrito;nombres_apellidos;apodo;edad;fecha_nacimiento;numero_cedula;numero_telefono;direccion;referencia;barrio;"
        + "nombre_referente;numero_telefono_referente";

    private const string VisitedColumns =
        "orden;barrio;direccion;telefono;primer_nombre;segundo_nombre;primer_apellido;segundo_apellido;edad_a_la_fecha;sexo;parentesco;cedula;"
        + "nombre_jefe_hogar;cedula_jefe_hogar;icv;validado;observaciones;funcionario;causa_invalidacion";

    private const string Listed = "1";
    private const string Head = "2";

    public static DelimitedLayout Candidates { get; } = new(DelimitedColumn.Texts(CandidateColumns));

    public static DelimitedLayout Visited { get; } = new(DelimitedColumn.Texts(VisitedColumns));

    /// <summary>Somebody whom a municipality proposes. How he or she is related to the head nobody asked.</summary>
    public static IntegratedProtectionForm ReadCandidate(DelimitedRecord record, InstrumentTerms terms)
    {
        var form = Form(record, terms, "edad");
        form.Interview.Place.DistrictCode = District(record, terms);
        form.Members.Add(new FormMember
        {
            MemberId = Listed,
            NationalId = record.Cedula("numero_cedula"),
            Name = FullName.Split(record.Name("nombres_apellidos")),
            BirthDate = record.Date("fecha_nacimiento"),
        });
        return form;
    }

    /// <summary>Somebody who was visited, and the head of the household where that is another.</summary>
    public static IntegratedProtectionForm ReadVisited(DelimitedRecord record, InstrumentTerms terms)
    {
        var form = Form(record, terms, "edad_a_la_fecha");
        form.Interview.FormNumber = record.Text("orden") ?? "";
        form.Interview.Place.DistrictCode = terms.DistrictCode;
        var person = new FormMember
        {
            MemberId = Listed,
            Kinship = record.Code("parentesco", LegacyCodes.KinshipOf),
            NationalId = record.Cedula("cedula"),
            Sex = record.Code("sexo", LegacyCodes.SexOf),
            Name = new PersonName
            {
                FirstGivenName = record.Name("primer_nombre"),
                OtherGivenNames = record.Name("segundo_nombre"),
                FirstSurname = record.Name("primer_apellido"),
                SecondSurname = record.Name("segundo_apellido"),
            },
        };
        form.Members.Add(person);
        var (name, id) = (record.Name("nombre_jefe_hogar"), record.Cedula("cedula_jefe_hogar"));
        var isHead = person.Kinship == Kinship.Head || (id is not null && id.Equals(person.NationalId));
        if (isHead)
            person.Kinship = Kinship.Head;
        else if (name.Length != 0 || id is not null)
            form.Members.Add(new FormMember { MemberId = Head, Kinship = Kinship.Head, NationalId = id, Name = FullName.Split(name) });
        return form;
    }

    private static IntegratedProtectionForm Form(DelimitedRecord record, InstrumentTerms terms, string ageColumn)
    {
        var form = new IntegratedProtectionForm
        {
            Interview = new Interview
            {
                Date = terms.InterviewDate,
                Instrument = Instrument.OlderAdultCensus,
                Institution = terms.Institution,
                Place = new Place { Locality = record.Name("barrio") },
            },
        };
        // An age makes no date of birth, and is more than nothing.
        if (record.Number(ageColumn) is { } age)
        {
            if (age is < 0 or > 130)
                record.Note(ageColumn, "not an age");
            else
                form.Interview.Remarks = string.Create(CultureInfo.InvariantCulture, $"Edad declarada: {age}");
        }

        return form;
    }

    // Some municipalities write the electoral body's codes, with the department in both or in one, others names.
    private static string District(DelimitedRecord record, InstrumentTerms terms)
    {
        var (department, district) = (record.Text("departamento"), record.Text("distrito"));
        if (district is null)
            return terms.DistrictCode;
        if (!district.All(char.IsAsciiDigit))
            return record.Take("distrito", TerritoryNames.DistrictOf(record.Name("distrito"), record.Name("departamento"))) ?? "";
        var code = district.Length > 2 ? district.PadLeft(4, '0') : (department ?? "").PadLeft(2, '0') + district.PadLeft(2, '0');
        return record.Take("distrito", ElectoralTerritory.DistrictOf(code)) ?? "";
    }
}
