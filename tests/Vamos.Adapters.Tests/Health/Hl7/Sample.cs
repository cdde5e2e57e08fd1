namespace Vamos.Adapters.Tests.Health.Hl7;

/// <summary>Messages as hospitals send them, of people who do not exist.</summary>
internal static class Sample
{
    public const string Update =
        "MSH|^~\\&|HIS|HOSPITAL^1.2.600.7^ISO|VAMOS^1.2.3^ISO|MSPBS|20261120081500.250-0300|SEC|ADT^A08^ADT_A01|U-1|P|2.8|||||PRY||es-PY\r"
        + "SFT|Fabricante|1.2|Producto|77|Nota|20200101\r"
        + "EVN||20261120081400-0300|20261121|01^Pedido^HL70062|7^Médica^Una&&&&de Otro^^^Dra^^^X&1.2&ISO^L|20261120081300.5-0300\r"
        + "PID|1|OLD1^^^HOSPITAL^PI|5501^4^M11^HOSPITAL&1.2.600.7&ISO^MR^Centro^20200101~99000004^^^PRY^NI~X77^^^SEGURO^SS||BENITEZ NÚÑEZ&&&&de Otro^MARÍA^CONCEPCIÓN^^Sra.^^L~Mari^^^^^^N|"
        + "ABUELA^Ana^^^^^M|19920722113000-0300|F|Alias^Una|2106-3^X^HL70005~2028-9^Y^HL70005|Calle \\T\\ Cía.&Mcal. López^Dpto 3^Villeta^^1000^PRY^M^^^^^20100101\\F\\20200101||"
        + "^PRN^PH^^595^981^555000~^NET^Internet^nadie@example.org|||M^Casada^HL70002|CAT|||\"\"||||||||||N\r"
        + "PD1|S^^ACR||USF SAN MIGUEL^^7\r"
        + "NK1|1|BENITEZ^Belén^^^^^L|CHD^Hija^HL70063|Calle&1&2^X||^PRN^PH\r"
        + "PV1|1|O|SALA&9&ISO^2^4^CENTRO&1.2&ISO^^C^A^Piso\r"
        + "ZPY|dato local|1\\.br\\2\r";

    public const string Vaccination =
        "MSH|^~\\&|IMM|PUESTO^1.2.600.8^ISO|VAMOS|MSPBS|20261120091500-0300||VXU^V04^VXU_V04|V-1|P|2.5.1|||AL|ER||UNICODE UTF-8\r"
        + "PID|1||8801^^^PUESTO^MR~99000008^^^PRY^NI||Benítez^Belén^^^^^L||20220722|F\r"
        + "PD1|||||||||||02^Recordatorio^HL70215|||||A|20260101\r"
        + "ORC|RE||VAC-88^PUESTO|||||||7^Enfermera^Una||8^Médico^Un^^^^^^X&1.2&ISO^L\r"
        + "RXA|0|1|20261119||03^SPR^CVX^LOCAL-3^SPR PAI^99PAI|0.5|mL^mililitro^UCUM||00^Nuevo^NIP001|7^Enfermera^Una|^^^USF San Miguel||||L0T&E|20270101|FAB^Fabricante^MVX|||CP|A\r"
        + "RXR|C38299^Subcutánea^NCIT|LA^Brazo^HL70163\r"
        + "OBX|1|CE|30956-7^vaccine type^LN|1|03^SPR^CVX||||||F\r"
        + "OBX|2|NM|30973-2^Dose number in series^LN|1|2||||||F\r"
        + "ORC|RE||9999^PUESTO\r"
        + "RXA|0|1|20261119||21^Varicela^CVX|999||||||||||||00^Rechazo de los padres^NIP002||RE\r";

    public const string Merge =
        "MSH|^~\\&|HIS|HOSPITAL^1.2.600.7^ISO|VAMOS|MSPBS|20261120101500-0300||ADT^A40^ADT_A39|M-1|P|2.5\r"
        + "EVN||20261120101400-0300\r"
        + "PID|1||5501^^^HOSPITAL^MR||BENITEZ^MARIA\r"
        + "MRG|5502^^^HOSPITAL^MR~5503^^^HOSPITAL^MR||7\r";

    public static IReadOnlyList<string> All { get; } = [Update, Vaccination, Merge];

    /// <summary>What stands in them and must not stand anywhere else.</summary>
    public static IReadOnlyList<string> Secrets { get; } =
        ["benitez", "benítez", "núñez", "belén", "maría", "concepción", "99000004", "99000008", "5501", "8801", "19920722", "20220722", "981555000"];

    /// <summary>An ADT about somebody of the hospital's file number 5501 and the cédula 99000004, unless told otherwise.</summary>
    public static string Adt(
        string trigger, string controlId, string time = "20261120080000", string identifiers = "5501^^^HIS^MR~99000004^^^PRY^NI", string pid = "", string more = "") =>
        $"MSH|^~\\&|HIS|HOSPITAL|VAMOS|MSPBS|{time}||ADT^{trigger}|{controlId}|P|2.5.1\rEVN||{time}\rPID|1||{identifiers}||{pid}\r{more}";

    /// <summary>A VXU about the same with RXA-3 to RXA-21 as told.</summary>
    public static string Vxu(
        string controlId,
        string vaccine = "03^SPR^CVX",
        string date = "20261119",
        string filler = "",
        string status = "CP",
        string action = "A",
        string time = "20261120080000",
        string identifiers = "5501^^^HIS^MR~99000004^^^PRY^NI",
        string counter = "1",
        string more = "") =>
        $"MSH|^~\\&|HIS|HOSPITAL|VAMOS|MSPBS|{time}||VXU^V04|{controlId}|P|2.5.1\rPID|1||{identifiers}\rORC|RE||{filler}\r"
        + $"RXA|0|{counter}|{date}||{vaccine}||||||^^^USF San Miguel|||||||||{status}|{action}\r{more}";
}
