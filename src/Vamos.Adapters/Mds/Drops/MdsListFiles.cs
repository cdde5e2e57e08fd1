namespace Vamos.Adapters.Mds.Drops;

using System.Globalization;
using Vamos.Adapters.Drops;
using Vamos.Translation;
using Vamos.Translation.Delimited;
using Vamos.Beneficiary.V1;

/// <summary>The files that list people: the name of the file is the fact, a column or two say more.</summary>
internal static class MdsListFiles
{
    /// <summary>The social insurance, by the ministry's list of bodies that send files.</summary>
    public const string Ips = "301";

    private const string PersonColumns = "cedula;primer_nombre;segundo_nombre;primer_apellido;segundo_apellido;apellido_casada";

    private const string CandidateColumns =
        "departamento;distrito;nombres_apellidos;apodo;edad;fecha_nacimiento;numero_cedula;numero_telefono;direccion;referencia;barrio;"
        + "nombre_referente;numero_telefono_referente";

    /// <summary>The civil register's dead.</summary>
    public static DropLayout Dead { get; } = new("fallecidos", DelimitedColumn.Texts($"{PersonColumns};fecha_defuncion"), record =>
        new DropRow(record.RequiredCedula("cedula"), Value: new Death { Date = record.Date("fecha_defuncion") }))
    {
        Kinds = FactKinds.Of(FactKind.Person),
        PartFlaw = AnyProvider,
    };

    /// <summary>Who works, by the bodies that know of it.</summary>
    public static DropLayout Employed { get; } = new("empleados", DelimitedColumn.Texts(PersonColumns), record => new DropRow(record.RequiredCedula("cedula")))
    {
        Kinds = FactKinds.Of(FactKind.Coverage),
        PartFlaw = KnownProvider,
    };

    /// <summary>Who is retired or has a pension, by the bodies that pay.</summary>
    public static DropLayout Retired { get; } = new("jubilados_pensionados", DelimitedColumn.Texts($"{PersonColumns};tipo_registro"), record =>
        new DropRow(
            record.RequiredCedula("cedula"),
            Value: new RetirementBenefit { Kind = record.Take("tipo_registro", KindOf(record.Text("tipo_registro"))) }))
    {
        Kinds = FactKinds.Of(FactKind.Retirement),
        PartFlaw = KnownProvider,
    };

    /// <summary>Whom municipalities propose for the pension of older adults. Some have no cédula; nobody can ask for those.</summary>
    public static DropLayout Candidates { get; } = new("potenciales_beneficiarios", CandidateFields(), record => new DropRow(record.Cedula("numero_cedula")))
    {
        Kinds = FactKinds.Of(FactKind.Enrollment),
        PartFlaw = AnyProvider,
    };

    /// <summary>Lists of which the contract has no fact. They are checked, and of each line only whom it names is kept.</summary>
    public static IReadOnlyList<DropLayout> WithoutFact { get; } = [NamesOnly("deudores"), NamesOnly("penas"), NamesOnly("subsidios")];

    /// <summary>The body that sends a part; empty when it is one whose name says nothing to others.</summary>
    public static string ProviderOf(string part) => part.Length == 0 ? "" : MdsLists.ProviderOf(long.Parse(part, CultureInfo.InvariantCulture)).Value ?? "";

    private static DropLayout NamesOnly(string name) =>
        new(name, DelimitedColumn.Texts(PersonColumns), record => new DropRow(record.RequiredCedula("cedula"))) { PartFlaw = AnyProvider };

    private static IReadOnlyList<DelimitedColumn> CandidateFields() =>
    [
        .. DelimitedColumn.Texts(CandidateColumns).Select(column => column.Name switch
        {
            "edad" => column with { Check = MdsFields.WholeNumber },
            "fecha_nacimiento" => column with { Check = text => LegacyDate.Translate(text).Reason },
            _ => column,
        }),
    ];

    // The list of kinds of file has a number and a word for either.
    private static Translated<RetirementBenefitKind> KindOf(string? text) => text?.ToUpperInvariant() switch
    {
        "202" or "JUBILADO" or "JUBILADA" or "JUBILADOS" => RetirementBenefitKind.Retirement,
        "205" or "PENSIONADO" or "PENSIONADA" or "PENSIONADOS" => RetirementBenefitKind.Pension,
        null => Translated<RetirementBenefitKind>.Not("missing, so nobody can tell a retirement from a pension"),
        _ => Translated<RetirementBenefitKind>.Not("not a kind of record that is known (202 or JUBILADO, 205 or PENSIONADO)"),
    };

    private static string? AnyProvider(string part) => part.Length == 0 ? null : KnownProvider(part);

    private static string? KnownProvider(string part) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && MdsLists.ProviderOf(code).IsUnderstood
            ? null
            : $"must have the number of the body that sends it in its name, for example name-{Ips}_20261120.csv";
}
